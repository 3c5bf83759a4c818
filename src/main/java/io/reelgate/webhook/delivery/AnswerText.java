package io.reelgate.webhook.delivery;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a receiver says, fit for a log that people read.
final class AnswerText {
  private static final int MAX_LENGTH = 4096;
  private static final Pattern QUERY = Pattern.compile("(https?://[^\\s\"'<>?#]*)\\?[^\\s\"'<>]*");
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\r\\t]]");

  private AnswerText() {}

  /// Without queries and secrets; null where nothing was said.
  static @Nullable String of(String answer) {
    if (answer.isEmpty()) {
      return null;
    }
    String text = QUERY.matcher(answer).replaceAll("$1?***");
    text = SECRET.matcher(text).replaceAll("whsec_***");
    text = UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    return text.substring(0, Math.min(MAX_LENGTH, text.length()));
  }
}
