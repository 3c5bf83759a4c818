package io.reelgate.webhook.delivery;

import java.util.List;
import java.util.Map;

/// The headers of a send.
final class EventHeaders {
  private EventHeaders() {}

  /// @param keys that sign, the current one first
  /// @param seconds Unix time of this try
  static Map<String, String> of(List<byte[]> keys, String eventId, long seconds, byte[] body) {
    return Map.of(
        "Content-Type",
        "application/json",
        "User-Agent",
        "reelgate",
        "Accept",
        "*/*",
        "webhook-id",
        eventId,
        "webhook-timestamp",
        Long.toString(seconds),
        "webhook-signature",
        Signer.sign(keys, eventId, seconds, body));
  }
}
