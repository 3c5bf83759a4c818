package io.reelgate;

/// What benchmarks other than those of JMH have measured: a line each on the standard output, which
/// is all they are run for.
public final class Measured {
  private Measured() {}

  @SuppressWarnings("SystemOut")
  public static void print(String format, Object... values) {
    System.out.println("benchmark: " + format.formatted(values));
  }
}
