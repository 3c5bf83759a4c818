package io.reelgate.webhook;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/// What the API document says about each type of event.
final class EventWords {
  private EventWords() {}

  /// Such as {@code VideoInProgress}.
  static String joined(EventType type) {
    return Arrays.stream(type.word().split("[._]"))
        .map(StringUtils::capitalize)
        .collect(Collectors.joining());
  }

  static String summary(EventType type) {
    return switch (type) {
      case VIDEO_COMPLETED -> "A video is completed";
      case VIDEO_FAILED -> "A video has failed";
      case VIDEO_QUEUED -> "A video is queued";
      case VIDEO_IN_PROGRESS -> "A video is in progress";
      case VIDEO_PROGRESS -> "A video has come a step further";
      case ENDPOINT_DISABLED -> "An endpoint is disabled";
    };
  }

  static String description(EventType type) {
    return switch (type) {
      case VIDEO_COMPLETED -> "Its file can be fetched, by the links of the event too.";
      case VIDEO_FAILED -> "Also of one that was cancelled or has expired; error says why.";
      case VIDEO_QUEUED -> "It is accepted.";
      case VIDEO_IN_PROGRESS -> "It is handed over to a provider for the first time.";
      case VIDEO_PROGRESS -> "It moves on within the gateway, or goes to another provider.";
      case ENDPOINT_DISABLED ->
          "Another endpoint of the tenant was switched off: it answered 410, or had no success for"
              + " days.";
    };
  }
}
