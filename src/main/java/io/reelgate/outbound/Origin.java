package io.reelgate.outbound;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/// Scheme, host and port: what a server is to a client.
///
/// @param port the port in use, also where the URL does not name it
public record Origin(String scheme, String host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /// Empty for anything but http and https.
  public static Optional<Origin> of(URI uri) {
    if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
      return Optional.empty();
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http" -> Optional.of(of(uri, scheme, HTTP));
      case "https" -> Optional.of(of(uri, scheme, HTTPS));
      default -> Optional.empty();
    };
  }

  private static Origin of(URI uri, String scheme, int usualPort) {
    int port = uri.getPort() < 0 ? usualPort : uri.getPort();
    return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
  }
}
