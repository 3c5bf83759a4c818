package io.reelgate.webhook.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs after Standard Webhooks: id, time and body together, so that a signature is good for one
/// event and a few minutes.
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private Signer() {}

  /// One signature per key, separated by spaces; a receiver needs to match one.
  static String sign(List<byte[]> keys, String id, long seconds, byte[] body) {
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream().map(key -> "v1," + sign(key, head, body)).collect(Collectors.joining(" "));
  }

  private static String sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
