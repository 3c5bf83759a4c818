package io.reelgate.tenant;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes API keys under the pepper, so that the table alone tells nobody a key.
final class KeyDigest {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec pepper;
  private final String pepperId;

  KeyDigest(String pepper, String pepperId) {
    this.pepper = new SecretKeySpec(pepper.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    this.pepperId = pepperId;
  }

  String pepperId() {
    return pepperId;
  }

  byte[] of(String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(pepper);
      return mac.doFinal(key.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
