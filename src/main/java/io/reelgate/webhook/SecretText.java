package io.reelgate.webhook;

import java.security.SecureRandom;
import java.util.Base64;

/// A signing secret as its owner sees it: {@code whsec_} and the base64 of 32 random bytes.
///
/// @param value the whole text
public record SecretText(String value) {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final int HINT_LENGTH = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  static SecretText random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return of(bytes);
  }

  /// @param key the bytes to sign with
  public static SecretText of(byte[] key) {
    return new SecretText(PREFIX + Base64.getEncoder().encodeToString(key));
  }

  /// The bytes to sign with.
  byte[] key() {
    return Base64.getDecoder().decode(value.substring(PREFIX.length()));
  }

  /// Enough of it to tell it from others, too little to use. The last character is padding.
  String hint() {
    int end = value.length() - 1;
    return PREFIX + "…" + value.substring(end - HINT_LENGTH, end);
  }

  @Override
  public String toString() {
    return "SecretText[***]";
  }
}
