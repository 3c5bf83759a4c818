package io.reelgate.role;

/// A setting without which this replica must not start. The message names it and never shows its
/// value.
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingException(String message) {
    super(message);
  }
}
