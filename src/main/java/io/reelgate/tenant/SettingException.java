package io.reelgate.tenant;

/// A setting without which this replica must not start. The message names it and never shows its
/// value.
final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingException(String message) {
    super(message);
  }
}
