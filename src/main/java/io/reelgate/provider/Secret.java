package io.reelgate.provider;

/// A text that never shows itself in logs, exceptions or string concatenation.
public record Secret(String reveal) {
  @Override
  public String toString() {
    return "***";
  }
}
