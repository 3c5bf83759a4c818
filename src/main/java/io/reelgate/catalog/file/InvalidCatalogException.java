package io.reelgate.catalog.file;

/// The catalog cannot be used; the message is one line with the file and the reason.
final class InvalidCatalogException extends RuntimeException {
  InvalidCatalogException(String file, String reason, Throwable cause) {
    super(file + ": " + reason, cause);
  }
}
