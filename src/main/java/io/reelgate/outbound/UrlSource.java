package io.reelgate.outbound;

/// Who gave us a URL, and so how strict its form must be. The addresses behind it are judged alike.
public enum UrlSource {
  /// A tenant: only https, only the permitted ports.
  TENANT(2048),
  /// A provider's answer about a finished output: any port, and long signatures.
  PROVIDER(8192);

  private final int maxLength;

  UrlSource(int maxLength) {
    this.maxLength = maxLength;
  }

  int maxLength() {
    return maxLength;
  }
}
