package io.reelgate.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What tenants can hear of.
public enum EventType {
  VIDEO_COMPLETED("video.completed"),
  /// Also for one that was cancelled or has expired.
  VIDEO_FAILED("video.failed"),
  VIDEO_QUEUED("video.queued"),
  /// It is handed over to a provider for the first time.
  VIDEO_IN_PROGRESS("video.in_progress"),
  /// It has come a step further since, or goes to another provider.
  VIDEO_PROGRESS("video.progress"),
  /// Another endpoint of the tenant was switched off, because it fails.
  ENDPOINT_DISABLED("endpoint.disabled");

  private final String word;

  EventType(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<EventType> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(EventType::word).toList();
  }
}
