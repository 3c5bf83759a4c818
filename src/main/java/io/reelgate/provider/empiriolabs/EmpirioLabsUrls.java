package io.reelgate.provider.empiriolabs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said of result URLs without fetching them.
final class EmpirioLabsUrls {
  private static final int MAX_LENGTH = 8_192;

  private EmpirioLabsUrls() {}

  /// The first that is https; where none is, the first that is http, as a simulator's may be.
  static Optional<String> best(Stream<String> urls) {
    List<String> usable = urls.filter(EmpirioLabsUrls::usable).toList();
    return usable.stream()
        .filter(url -> scheme(url).equals("https"))
        .findFirst()
        .or(() -> usable.stream().findFirst());
  }

  /// Whether it is a web URL of a length that can be kept.
  static boolean usable(String text) {
    try {
      URI url = new URI(text);
      return text.length() <= MAX_LENGTH
          && url.getHost() != null
          && List.of("http", "https").contains(scheme(text));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static String scheme(String url) {
    return url.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
  }

  /// The file that a URL names, however and whenever it was signed.
  static String file(String url) {
    String unsigned = url.replaceFirst("[?#].*", "");
    return unsigned.replaceFirst("(?i)^https?://", "");
  }
}
