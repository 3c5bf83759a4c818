package io.reelgate.provider.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.account.News.Unwritten;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NewsTests {
  private static final Failure NO_KEY = Failure.of(FailureKind.AUTH, "401", "no");

  private final News news = new News();

  @Test
  void aPauseHoldsAtOnceAndTheLongestIsTold() {
    assertThat(news.unwritten()).isEmpty();
    news.pauseOrders(Duration.ofSeconds(100));
    news.pauseOrders(Duration.ofSeconds(10));

    assertThat(news.pauseLeft()).isGreaterThan(Duration.ofSeconds(90));
    assertThat(news.pollPauseLeft()).isNegative();
    assertThat(news.unwritten().orElseThrow().orders()).isGreaterThan(Duration.ofSeconds(90));
  }

  @Test
  void whatWasWrittenIsNotToldAgainAndStillHolds() {
    news.pauseOrders(Duration.ofSeconds(100));
    news.written(news.unwritten().orElseThrow());

    assertThat(news.unwritten()).isEmpty();
    assertThat(news.pauseLeft()).isPositive();
  }

  @Test
  void whatIsLearnedMeanwhileIsTold() {
    news.pauseOrders(Duration.ofSeconds(10));
    Unwritten told = news.unwritten().orElseThrow();
    news.pauseOrders(Duration.ofSeconds(100));
    news.force(NO_KEY);
    news.written(told);

    Unwritten rest = news.unwritten().orElseThrow();
    assertThat(rest.orders()).isGreaterThan(Duration.ofSeconds(90));
    assertThat(rest.forced()).isEqualTo(NO_KEY);
    assertThat(news.forced()).isEqualTo(FailureKind.AUTH);

    news.written(rest);
    assertThat(news.forced()).isNull();
  }
}
