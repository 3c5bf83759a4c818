package io.reelgate.webhook.delivery;

import io.reelgate.webhook.SecretText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The headers of a send.
final class EventHeaders {
  private static final Map<String, String> ALWAYS =
      Map.of("Content-Type", "application/json", "User-Agent", "reelgate", "Accept", "*/*");

  private EventHeaders() {}

  /// Of a delivery, in the format of its event.
  ///
  /// @param keys that sign, the current one first
  /// @param seconds Unix time of this try
  static Map<String, String> of(
      ClaimedDelivery delivery, List<byte[]> keys, long seconds, byte[] body) {
    return switch (delivery.format()) {
      case STANDARD -> standard(keys, delivery.eventId(), seconds, body);
      case OPENROUTER -> openRouter(keys, delivery.openRouterKey(), seconds, body);
    };
  }

  static Map<String, String> standard(
      List<byte[]> keys, String eventId, long seconds, byte[] body) {
    return signed(
        Map.of(
            "webhook-id",
            eventId,
            "webhook-timestamp",
            Long.toString(seconds),
            "webhook-signature",
            Signer.sign(keys, eventId, seconds, body)));
  }

  /// The format has room for one signature, and receivers differ in which of two they would read.
  /// So only the current secret signs, also while the one before is still good elsewhere.
  private static Map<String, String> openRouter(
      List<byte[]> keys, String key, long seconds, byte[] body) {
    return signed(
        Map.of(
            "X-OpenRouter-Idempotency-Key",
            key,
            "X-OpenRouter-Signature",
            Signer.openRouter(SecretText.of(keys.getFirst()), seconds, body)));
  }

  private static Map<String, String> signed(Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(ALWAYS);
    all.putAll(headers);
    return all;
  }
}
