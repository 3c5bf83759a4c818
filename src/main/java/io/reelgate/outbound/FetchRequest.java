package io.reelgate.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What to fetch.
///
/// @param range the value of {@code Range}, or null for everything
/// @param ifRange the value of {@code If-Range}
/// @param longest how long answer and body may take together, if that is less than the settings
///   allow; null for as long as those do
public record FetchRequest(
    String url,
    UrlSource source,
    @Nullable String range,
    @Nullable String ifRange,
    @Nullable Duration longest) {
  public static FetchRequest of(String url, UrlSource source) {
    return new FetchRequest(url, source, null, null, null);
  }

  public FetchRequest withRange(@Nullable String newRange, @Nullable String newIfRange) {
    return new FetchRequest(url, source, newRange, newIfRange, longest);
  }

  public FetchRequest within(Duration newLongest) {
    return new FetchRequest(url, source, range, ifRange, newLongest);
  }

  /// The URL may be a secret.
  @Override
  public String toString() {
    return "FetchRequest[" + source + ", " + range + "]";
  }
}
