package io.reelgate.catalog;

import io.reelgate.money.Usd;
import java.math.BigDecimal;
import java.util.Map;

/// An offer's rule for what a spec costs: billed input seconds × their rate + output seconds ×
/// theirs.
///
/// @param inputSecond dollars per second of a source or reference clip, by resolution; empty = free
/// @param outputSecond dollars per second of output, by resolution
/// @param minInputSeconds a shorter input is billed as this long, in seconds
/// @param maxInputSeconds a longer input is cut to this, and an unknown one is billed as this, in
///   seconds
/// @param source the provider sheet's word on how sure the figure is
public record Price(
    Map<String, BigDecimal> inputSecond,
    Map<String, BigDecimal> outputSecond,
    int minInputSeconds,
    int maxInputSeconds,
    String source) {

  /// What the spec is expected to cost; rounds up.
  ///
  /// @param inputSeconds length of the input clips together, whole seconds; 0 where there is none
  /// @param outputSeconds length of one output, whole seconds
  public Usd of(String resolution, int inputSeconds, int outputSeconds, int outputs) {
    BigDecimal input =
        rate(inputSecond, resolution).multiply(BigDecimal.valueOf(billedInput(inputSeconds)));
    BigDecimal output = rate(outputSecond, resolution).multiply(BigDecimal.valueOf(outputSeconds));
    return Usd.ceiling(input.add(output).multiply(BigDecimal.valueOf(outputs)));
  }

  private int billedInput(int inputSeconds) {
    return Math.clamp(inputSeconds, minInputSeconds, maxInputSeconds);
  }

  private static BigDecimal rate(Map<String, BigDecimal> rates, String resolution) {
    return rates.getOrDefault(resolution, BigDecimal.ZERO);
  }
}
