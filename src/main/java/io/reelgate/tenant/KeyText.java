package io.reelgate.tenant;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/// The form of an API key: {@code rg_live_} or {@code rg_test_}, 30 random base62 characters and
/// six of a checksum over all before. The fixed form lets secret scanners find a leaked key, and a
/// mistyped one is refused without a query.
final class KeyText {
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM_LENGTH = 30;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int PREFIX_LENGTH = KeyMode.LIVE.prefix().length();
  private static final int LENGTH = PREFIX_LENGTH + RANDOM_LENGTH + CHECKSUM_LENGTH;
  private static final int SHOWN_AT_END = 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private KeyText() {}

  static String random(KeyMode mode) {
    StringBuilder text = new StringBuilder(mode.prefix());
    for (int i = 0; i < RANDOM_LENGTH; i++) {
      text.append(BASE62.charAt(RANDOM.nextInt(BASE62.length())));
    }
    return text.append(checksum(text)).toString();
  }

  static boolean isWellFormed(String text) {
    if (text.length() != LENGTH || !hasKnownPrefix(text)) {
      return false;
    }
    String body = text.substring(0, LENGTH - CHECKSUM_LENGTH);
    return body.substring(PREFIX_LENGTH).chars().allMatch(c -> BASE62.indexOf(c) >= 0)
        && text.endsWith(checksum(body));
  }

  /// What is kept for display: the prefix and the last four characters.
  static String hint(String text) {
    return text.substring(0, PREFIX_LENGTH) + "…" + text.substring(LENGTH - SHOWN_AT_END);
  }

  private static boolean hasKnownPrefix(String text) {
    return text.startsWith(KeyMode.LIVE.prefix()) || text.startsWith(KeyMode.TEST.prefix());
  }

  private static String checksum(CharSequence body) {
    CRC32 crc = new CRC32();
    crc.update(body.toString().getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }
}
