package io.reelgate;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs every benchmark, or those that the system property {@code benchmark} names.
class Benchmarks {
  @Test
  void run() throws RunnerException {
    String wanted = System.getProperty("benchmark", ".*Benchmark");
    new Runner(new OptionsBuilder().include(wanted).build()).run();
  }
}
