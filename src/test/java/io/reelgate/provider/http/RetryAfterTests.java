package io.reelgate.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class RetryAfterTests {
  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "' 60 ', 60", "999999999, 86400"})
  void secondsAreSecondsUpToADay(String value, long seconds) {
    assertThat(RetryAfter.of(headers(value))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void aDateCountsFromTheProvidersOwnClock() {
    HttpHeaders headers = headers("Thu, 15 Jan 2026 10:00:30 GMT");
    assertThat(RetryAfter.of(headers)).isNull();
    headers.add(HttpHeaders.DATE, "Thu, 15 Jan 2026 10:00:00 GMT");
    assertThat(RetryAfter.of(headers)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aDateInThePastMeansNow() {
    HttpHeaders headers = headers("Thu, 15 Jan 2026 09:00:00 GMT");
    headers.add(HttpHeaders.DATE, "Thu, 15 Jan 2026 10:00:00 GMT");
    assertThat(RetryAfter.of(headers)).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5", "1.5", "99999999999999999999"})
  void anythingElseIsNothing(String value) {
    assertThat(RetryAfter.of(headers(value))).isNull();
  }

  private static HttpHeaders headers(String value) {
    HttpHeaders headers = new HttpHeaders();
    headers.add(HttpHeaders.RETRY_AFTER, value);
    return headers;
  }
}
