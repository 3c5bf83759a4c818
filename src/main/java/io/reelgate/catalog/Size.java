package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Pixels of a picture, {@code 1280x720} on the wire.
public record Size(int width, int height) {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

  public static Optional<Size> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @JsonCreator
  static Size of(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no size: " + text));
  }

  public int shortSide() {
    return Math.min(width, height);
  }

  public double ratio() {
    return (double) width / height;
  }

  @Override
  @JsonValue
  public String toString() {
    return width + "x" + height;
  }
}
