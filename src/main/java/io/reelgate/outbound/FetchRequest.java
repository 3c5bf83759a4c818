package io.reelgate.outbound;

import org.jspecify.annotations.Nullable;

/// What to fetch.
///
/// @param range the value of {@code Range}, or null for everything
/// @param ifRange the value of {@code If-Range}
public record FetchRequest(
    String url, UrlSource source, @Nullable String range, @Nullable String ifRange) {
  public static FetchRequest of(String url, UrlSource source) {
    return new FetchRequest(url, source, null, null);
  }

  public FetchRequest withRange(@Nullable String newRange, @Nullable String newIfRange) {
    return new FetchRequest(url, source, newRange, newIfRange);
  }

  /// The URL may be a secret.
  @Override
  public String toString() {
    return "FetchRequest[" + source + ", " + range + "]";
  }
}
