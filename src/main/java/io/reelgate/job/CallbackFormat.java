package io.reelgate.job;

import java.util.Arrays;
import java.util.Optional;

/// How the URL that a caller gave for one video is told of its end. Registered endpoints are always
/// told in the standard format.
public enum CallbackFormat {
  /// Standard Webhooks, with the whole video.
  STANDARD("standard"),
  /// The body and the headers of OpenRouter's own webhooks.
  OPENROUTER("openrouter");

  private final String word;

  CallbackFormat(String word) {
    this.word = word;
  }

  public static Optional<CallbackFormat> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }
}
