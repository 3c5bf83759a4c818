package io.reelgate.provider.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.provider.ProviderAccount;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Tells one key of an account from another without holding it: the beginning of a digest.
final class KeyPrint {
  private static final int LENGTH = 16;

  private KeyPrint() {}

  static String of(ProviderAccount account) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((account.label() + "\n" + account.key().reveal()).getBytes(UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, LENGTH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
