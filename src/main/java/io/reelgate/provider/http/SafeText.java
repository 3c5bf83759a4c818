package io.reelgate.provider.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Makes a provider's text fit for our records: no secret, no request content, nothing that a log
/// or the database refuses, one line.
///
/// @param secrets keys, each of which is blotted out
/// @param content prompts; a text that repeats a telling part of one is withheld as a whole
public record SafeText(List<String> secrets, List<String> content) {
  private static final int MAX_LENGTH = 400;
  private static final int TELLING = 24;
  private static final Pattern QUERY =
      Pattern.compile("(?i)(https?://[^\\s\"'<>?#]*)[?#][^\\s\"'<>]*");
  private static final Pattern LOGIN = Pattern.compile("(?i)(https?://)[^\\s\"'<>/@]*@");
  private static final Pattern BEARER = Pattern.compile("(?i)(bearer\\s+)[^\\s\"',;]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\s]+");

  public SafeText {
    secrets = List.copyOf(secrets);
    content = List.copyOf(content);
  }

  public String of(String text) {
    String line = oneLine(text);
    String folded = line.toLowerCase(Locale.ROOT);
    if (content.stream()
        .anyMatch(each -> repeats(folded, oneLine(each).toLowerCase(Locale.ROOT)))) {
      return "the provider's text repeats the request and is withheld";
    }
    for (String secret : secrets) {
      line = secret.isBlank() ? line : line.replace(secret, "***");
    }
    line = LOGIN.matcher(line).replaceAll("$1");
    line = QUERY.matcher(line).replaceAll("$1?***");
    return cut(BEARER.matcher(line).replaceAll("$1***"));
  }

  private static boolean repeats(String text, String content) {
    if (content.length() <= TELLING) {
      return !content.isEmpty() && text.contains(content);
    }
    for (int start = 0; start + TELLING <= content.length(); start++) {
      if (text.contains(content.substring(start, start + TELLING))) {
        return true;
      }
    }
    return false;
  }

  private static String oneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
  }

  private static String cut(String line) {
    return line.codePointCount(0, line.length()) <= MAX_LENGTH
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH));
  }

  @Override
  public String toString() {
    return "SafeText";
  }
}
