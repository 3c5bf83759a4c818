package io.reelgate.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// How books are read that are long, silent or late.
@IdleGatewayTest
@Import(LedgerWalkTests.Books.class)
class LedgerWalkTests {
  @Autowired private LedgerCheck check;
  @Autowired private KeptBooks books;
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private Instant now = Instant.EPOCH;

  @TestConfiguration(proxyBeanMethods = false)
  static class Books {
    @Bean
    KeptBooks keptBooks() {
      return new KeptBooks();
    }
  }

  @BeforeEach
  void begin() {
    books.forget();
    jdbc.sql("truncate booking, ledger_difference").update();
    jdbc.sql("delete from ledger").update();
    check.look();
    books.forget();
    now = jdbc.sql("select now()").query((row, number) -> row.getTimestamp(1).toInstant()).single();
    began("8 hours");
  }

  @Test
  void whatIsTooMuchAtOnceIsReadInShorterPieces() {
    for (int i = 0; i < 64; i++) {
      String id = "b" + i;
      books.book(id, id, 600_000, false, now.minus(Duration.ofMinutes(10 + i)));
    }
    books.most = 10;

    check.look();

    assertThat(booked()).isEqualTo(64);
    assertThat(differences()).hasSize(20);
    assertThat(books.reads).contains(Duration.ofHours(1), Duration.ofMinutes(30));
    assertThat(books.reads).allMatch(each -> each.compareTo(Duration.ofMinutes(1)) >= 0);
    assertThat(ledger().required("compared_until").isIntegralNumber()).isTrue();
  }

  @Test
  void aWalkGoesOnWhereTheProviderFellSilent() {
    books.book("early", "t1", 600_000, false, now.minus(Duration.ofHours(7)));
    books.book("late", "t2", 600_000, false, now.minus(Duration.ofHours(1)));
    books.answers = 3;

    check.look();

    assertThat(ledger().required("failure").asString()).isEqualTo("NETWORK reset");
    assertThat(ledger().required("compared_until").isNull()).isTrue();
    assertThat(booked()).isEqualTo(1);
    assertThat(differences()).as("nothing is said before all is read").isEmpty();
    books.answers = 100;
    check.look();
    assertThat(booked()).as("not due yet").isEqualTo(1);
    due();
    check.look();
    assertThat(books.reads).as("no hour is read twice").hasSize(8);
    assertThat(booked()).isEqualTo(2);
    assertThat(differences()).hasSize(2);
    assertThat(ledger().required("failure").isNull()).isTrue();
  }

  @Test
  void aRefundThatComesLateExplainsTheOrphan() {
    Instant then = now.minus(Duration.ofHours(1));
    books.book("charge", "t1", 600_000, false, then);
    check.look();
    assertThat(differences()).hasSize(1);

    books.book("refund", "t1", 600_000, true, then);
    due();
    check.look();

    assertThat(differences()).isEmpty();
  }

  @Test
  void aLineThatIsReadAgainCountsOnce() {
    books.book("charge", "t1", 600_000, false, now.minus(Duration.ofHours(1)));
    check.look();
    due();
    check.look();

    assertThat(booked()).isEqualTo(1);
    assertThat(differences().getFirst().required("booked").asString()).isEqualTo("0.6000");
  }

  @Test
  void anAccountThatWantsToBeLeftAloneIsNotAsked() {
    pausePolls("1 hour");
    try {
      check.look();

      assertThat(books.reads).isEmpty();
      assertThat(ledger().required("failure").asString()).contains("PAUSED");
    } finally {
      pausePolls("0 seconds");
    }
  }

  /// As if another replica had been told so; the list of accounts reads it.
  private void pausePolls(String time) {
    jdbc.sql(
            """
            update provider_account set polls_paused_until = now() + cast(:time as interval)
            where provider = 'acme-books'
            """)
        .param("time", time)
        .update();
    assertThat(gateway.admin().get("/v1/admin/providers").status()).isEqualTo(200);
  }

  /// As if the account were known for so long.
  private void began(String ago) {
    jdbc.sql(
            """
            update ledger set begun_at = now() - cast(:ago as interval), next_at = now(),
              compared_until = null, compared_at = null, walked_to = null, walk_until = null
            where provider = 'acme-books'
            """)
        .param("ago", ago)
        .update();
  }

  private void due() {
    jdbc.sql("update ledger set next_at = now() where provider = 'acme-books'").update();
  }

  private long booked() {
    return jdbc.sql("select count(*) from booking where provider = 'acme-books'")
        .query(Long.class)
        .single();
  }

  private List<JsonNode> differences() {
    return gateway
        .admin()
        .get("/v1/admin/ledger/differences")
        .json()
        .required("data")
        .valueStream()
        .filter(each -> each.required("provider").asString().equals("acme-books"))
        .toList();
  }

  private JsonNode ledger() {
    return gateway
        .admin()
        .get("/v1/admin/ledger")
        .json()
        .required("data")
        .valueStream()
        .filter(each -> each.required("provider").asString().equals("acme-books"))
        .filter(each -> each.required("account").asString().equals("default"))
        .findFirst()
        .orElseThrow();
  }
}
