package io.reelgate.health;

import java.util.Locale;

/// Whether an account takes orders.
public enum Position {
  OPEN(0),
  HALF_OPEN(0.2),
  CLOSED(1);

  private final double factor;

  Position(double factor) {
    this.factor = factor;
  }

  /// What the score is multiplied by.
  double factor() {
    return factor;
  }

  /// The word in the API; a closed breaker is one that lets orders through.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
