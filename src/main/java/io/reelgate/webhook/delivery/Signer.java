package io.reelgate.webhook.delivery;

import io.reelgate.webhook.SecretText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the time together with the body, so that a signature is good for one event and a few
/// minutes.
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private Signer() {}

  /// After Standard Webhooks: one signature per key, separated by spaces; a receiver needs to match
  /// one.
  static String sign(List<byte[]> keys, String id, long seconds, byte[] body) {
    byte[] head = (id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(sign(key, head, body)))
        .collect(Collectors.joining(" "));
  }

  /// As OpenRouter does: the text of the secret, as its owner sees it, is the key.
  static String openRouter(SecretText secret, long seconds, byte[] body) {
    byte[] key = secret.value().getBytes(StandardCharsets.UTF_8);
    byte[] head = (seconds + ",").getBytes(StandardCharsets.UTF_8);
    return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(sign(key, head, body));
  }

  private static byte[] sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
