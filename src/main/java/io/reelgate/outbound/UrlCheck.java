package io.reelgate.outbound;

import java.net.URI;

/// What the rules say about the form of a URL.
public sealed interface UrlCheck {
  /// The form is fine; the addresses behind its name are judged when it is fetched.
  ///
  /// @param uri with the host in ASCII
  record Allowed(URI uri) implements UrlCheck {}

  /// It can never be fetched.
  ///
  /// @param reason for the one who gave the URL: the end of a sentence that begins with its name
  record Refused(String reason) implements UrlCheck {}
}
