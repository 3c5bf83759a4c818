package io.reelgate.provider.wavespeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.money.Usd;
import io.reelgate.provider.Booking;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Statement;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.BillSearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaveSpeedBooksTests {
  private static final SafeText SAFE = new SafeText(List.of("key"), List.of());
  private static final WaveSpeedBooks BOOKS =
      new WaveSpeedBooks(
          Instant.parse("2026-01-15T10:00:00Z"), Instant.parse("2026-01-15T11:00:00Z"));

  private final List<BillSearch> asked = new ArrayList<>();

  @Test
  void chargesAndRefundsAreReadWithTheirTask() {
    Statement told =
        read(
            page(
                false,
                bill("a", "deduct", "0.6", "{\"uuid\":\"task\",\"model_uuid\":\"m\"}"),
                bill("b", "refund", "0.35", "{\"uuid\":\"task\"}"),
                bill("c", "deduct", "1", "null")));

    Instant at = Instant.parse("2026-01-15T10:00:01.148268264Z");
    assertThat(told)
        .isEqualTo(
            new Statement.Bookings(
                List.of(
                    new Booking("a", "task", List.of(), new Usd(600_000), false, at),
                    new Booking("b", "task", List.of(), new Usd(350_000), true, at),
                    new Booking("c", null, List.of(), new Usd(1_000_000), false, at)),
                true));
    assertThat(asked)
        .containsExactly(new BillSearch(1, 50, "2026-01-15T10:00:00Z", "2026-01-15T11:00:00Z"));
  }

  @Test
  void itIsReadPageByPageAndNotForEver() {
    assertThat(
            read(
                page(true, bill("a", "deduct", "1", "null")),
                page(false, bill("b", "deduct", "1", "null"))))
        .isInstanceOfSatisfying(
            Statement.Bookings.class,
            all -> assertThat(all.all()).extracting(Booking::id).containsExactly("a", "b"));
    assertThat(asked).extracting(BillSearch::page).containsExactly(1, 2);

    asked.clear();
    assertThat(read(page(true, bill("a", "deduct", "1", "null"))))
        .isInstanceOfSatisfying(Statement.Bookings.class, all -> assertThat(all.whole()).isFalse());
    assertThat(asked).hasSize(WaveSpeedBooks.MOST_PAGES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":200,\"data\":{\"has_more\":false,\"items\":[null]}}",
        "{\"code\":200,\"data\":{\"has_more\":false,\"items\":[{\"uuid\":\"a\"}]}}",
        "{\"code\":200,\"data\":{\"items\":[{\"uuid\":\"a\",\"billing_type\":\"gift\",\"price\":1}]}}",
        "{\"code\":200,\"data\":{\"items\":[{\"uuid\":\"a\",\"billing_type\":\"deduct\",\"price\":-1}]}}",
        "{\"code\":200,\"data\":{\"items\":[{\"uuid\":\"a\",\"billing_type\":\"deduct\",\"price\":\"x\"}]}}",
        "{\"code\":500,\"data\":{\"items\":[]}}",
        "{\"code\":200}",
        "<html>",
        ""
      })
  void whatCannotBeUnderstoodIsNoStatement(String body) {
    assertThat(read(body))
        .isInstanceOfSatisfying(
            Statement.NoAnswer.class,
            none -> assertThat(none.failure().kind()).isEqualTo(FailureKind.UNREADABLE));
  }

  @Test
  void aProviderThatDoesNotAnswerIsNoEmptyBook() {
    Failure lost = Failure.of(FailureKind.NETWORK, "reset", "gone");

    assertThat(BOOKS.read(page -> new Reply.Lost(lost), SAFE))
        .isEqualTo(new Statement.NoAnswer(lost));
    assertThat(BOOKS.read(page -> new Reply.Answered(401, "{}", null), SAFE))
        .isInstanceOfSatisfying(
            Statement.NoAnswer.class,
            none -> assertThat(none.failure().kind()).isEqualTo(FailureKind.AUTH));
  }

  /// The last page is given again and again.
  private Statement read(String... pages) {
    return BOOKS.read(
        search -> {
          asked.add(search);
          return new Reply.Answered(200, pages[Math.min(search.page(), pages.length) - 1], null);
        },
        SAFE);
  }

  private static String page(boolean more, String... items) {
    return "{\"code\":200,\"data\":{\"page\":1,\"has_more\":%s,\"items\":[%s]}}"
        .formatted(more, String.join(",", items));
  }

  private static String bill(String id, String type, String price, String prediction) {
    return "{\"uuid\":\"%s\",\"billing_type\":\"%s\",\"price\":%s,\"created_at\":\"2026-01-15T10:00:01.148268264Z\",\"prediction\":%s}"
        .formatted(id, type, price, prediction);
  }
}
