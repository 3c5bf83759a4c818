package io.reelgate.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount in US dollars, kept as whole micro-dollars. Estimates and worst cases round up, actual
/// costs round half-up after summing.
///
/// @param micros millionths of a dollar; never negative
public record Usd(@JsonValue long micros) implements Comparable<Usd> {
  public static final Usd ZERO = new Usd(0);
  private static final int MICRO_DIGITS = 6;

  public Usd {
    if (micros < 0) {
      throw new IllegalArgumentException("an amount is never negative: " + micros);
    }
  }

  @JsonCreator
  public static Usd ofMicros(long micros) {
    return new Usd(micros);
  }

  /// The amount for an estimate or a worst case: any fraction of a micro-dollar rounds up.
  public static Usd ceiling(BigDecimal dollars) {
    return of(dollars, RoundingMode.CEILING);
  }

  /// The amount that was really charged: rounds half-up.
  public static Usd halfUp(BigDecimal dollars) {
    return of(dollars, RoundingMode.HALF_UP);
  }

  private static Usd of(BigDecimal dollars, RoundingMode rounding) {
    return new Usd(dollars.movePointRight(MICRO_DIGITS).setScale(0, rounding).longValueExact());
  }

  public Usd plus(Usd other) {
    return new Usd(Math.addExact(micros, other.micros));
  }

  public BigDecimal dollars() {
    return BigDecimal.valueOf(micros, MICRO_DIGITS);
  }

  @Override
  public int compareTo(Usd other) {
    return Long.compare(micros, other.micros);
  }

  /// The wire form: a decimal string of dollars with 4 to 6 decimals.
  @Override
  public String toString() {
    BigDecimal shortest = dollars().stripTrailingZeros();
    return shortest
        .setScale(Math.max(4, shortest.scale()), RoundingMode.UNNECESSARY)
        .toPlainString();
  }
}
