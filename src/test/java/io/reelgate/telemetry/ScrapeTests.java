package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.reelgate.telemetry.Promql.Match;
import io.reelgate.telemetry.Promql.Selector;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A check that finds nothing wrong is only worth something if it finds what is wrong.
class ScrapeTests {
  private static final Scrape SCRAPE =
      Scrape.of(
          """
          # HELP jobs_total jobs
          # TYPE jobs_total counter
          jobs_total{state="queued",uri="/v1/{id:[a-z]+}"} 1.0
          jobs_total{state="near_disabled",uri="/v1"} 2
          wait_seconds_bucket{le="0.5",pool="api"} 3
          age_seconds 1.5E-4
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "max by (namespace) (age_seconds) > 30",
        "sum(rate(jobs_total{state=\"queued\"}[$__rate_interval])) by (uri) * 60",
        "histogram_quantile(0.95, sum by (le, pool) (rate(wait_seconds_bucket[5m30s]))) > 0.5",
        "sum by (state) (increase(jobs_total{state=~\"queued|near_disabled\",uri!~\"/s.*\"}[1h])) / on (state) jobs_total and absent(age_seconds)",
        "jobs_total{state=~\"$state\"} offset 5m",
        "label_values(jobs_total, state)",
      })
  void whatThereIsIsFound(String expression) {
    assertThat(SCRAPE.missing(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "max(age_second) > 30; metric age_second",
        "rate(jobs_total[5m]) / rate(job_total[5m]); metric job_total",
        "absent(nothing); metric nothing",
        "sum by (stat) (jobs_total); label stat",
        "sum(jobs_total) by (stat); label stat",
        "jobs_total{stat=\"queued\"}; label stat of jobs_total",
        "jobs_total{state=\"near-disabled\"}; value near-disabled of state of jobs_total",
        "jobs_total{state=~\"queued|lost\"}; value lost of state of jobs_total",
        "label_values(age_seconds, state); label state",
      })
  void whatThereIsNotIsNamed(String expression, String missing) {
    assertThat(SCRAPE.missing(expression)).containsExactly(missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rat(jobs_total[5m])", "{state=\"queued\"}", "max(age_seconds) > §"})
  void whatIsNotUnderstoodIsRefused(String expression) {
    assertThatIllegalArgumentException().isThrownBy(() -> Promql.read(expression));
  }

  @Test
  void everySelectorIsRead() {
    Promql.Read read =
        Promql.read("a{x=\"1 } by (q)\",y!~'b|c'} + on (z) sum without (w) (b) # c{}\n or c_d:e");

    assertThat(read.selectors())
        .containsExactly(
            new Selector(
                "a", List.of(new Match("x", "=", "1 } by (q)"), new Match("y", "!~", "b|c"))),
            new Selector("b", List.of()),
            new Selector("c_d:e", List.of()));
    assertThat(read.grouping()).containsExactlyInAnyOrder("z", "w");
  }
}
