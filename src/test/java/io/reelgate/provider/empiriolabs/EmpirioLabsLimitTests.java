package io.reelgate.provider.empiriolabs;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.Submission;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/// The adapter under the provider's real limit.
class EmpirioLabsLimitTests {
  private static final String ID = Samples.ID;

  private final FaultServer server = FaultServer.start();
  private final EmpirioLabsAdapter limited =
      Samples.adapter(
          new HttpLimits(
              Duration.ofSeconds(2),
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              Duration.ofSeconds(5),
              DataSize.ofMegabytes(1),
              16,
              64),
          50);

  @AfterEach
  void close() {
    limited.close();
    server.close();
  }

  private static ProviderAccount account(URI url) {
    return new ProviderAccount(EmpirioLabsAdapter.ID, "default", url, new Secret("key"), false);
  }

  private static Offer offer() {
    ModelId mini = new ModelId("seedance-2.0-mini");
    return Catalogs.shipped().offer(new OfferId(EmpirioLabsAdapter.ID, mini)).orElseThrow();
  }

  private static List<Ticket> tickets(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> new Ticket(UUID.randomUUID(), ID + each))
        .toList();
  }

  private static String accepted(String id) {
    return Samples.named("accepted.json").replace(ID, id);
  }

  private static String running(String id) {
    return Samples.named("processing.json").replace(ID, id);
  }

  @Test
  void questionsAreAskedInOrderAndOnlyAsFarAsTheLimitGoes() {
    server.always((request, wire) ->
        json(200, running(request.path().replaceFirst(".*/", ""))).play(request, wire));
    List<Ticket> tickets = tickets(30);
    assertThat(limited.mayPoll(account(server.url()))).isTrue();
    Map<Ticket, Progress> all = limited.poll(account(server.url()), tickets);
    assertThat(all).containsOnlyKeys(tickets);
    assertThat(server.requests()).hasSize(4);
    assertThat(tickets.subList(0, 4))
        .extracting(all::get)
        .hasOnlyElementsOfType(Progress.Running.class);
    assertThat(tickets.subList(4, 30))
        .extracting(all::get)
        .allSatisfy(progress ->
            assertThat(progress)
                .isInstanceOfSatisfying(
                    Progress.NoAnswer.class, none -> assertThat(none.asked()).isFalse()));
    assertThat(limited.mayPoll(account(server.url()))).isFalse();
  }

  @Test
  void whoHearsThatItWereTooManyAsksNoMore() {
    server.always(FaultScript.answer(429, "Retry-After: 30\r\n", "{}"));
    limited.poll(account(server.url()), tickets(1));
    assertThat(limited.mayPoll(account(server.url()))).isFalse();
    limited.poll(account(server.url()), tickets(1));
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void questionsLeaveRoomForOrders() {
    server.always((request, wire) -> {
      boolean order = request.method().equals("POST");
      json(200, order ? accepted(ID) : running(ID)).play(request, wire);
    });
    limited.poll(account(server.url()), tickets(30));
    assertThat(limited.submit(Orders.plain(account(server.url()), offer())))
        .isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void anOrderWithoutAPermitIsNotSentAndLearnsItsTurn() {
    server.always(json(200, accepted(ID)));
    List<Submission> all = new ArrayList<>();
    for (int each = 0; each < 45; each++) {
      all.add(limited.submit(Orders.plain(account(server.url()), offer())));
    }
    assertThat(server.requests()).hasSize(40);
    assertThat(all.subList(40, 45))
        .allSatisfy(notSent ->
            assertThat(notSent)
                .isInstanceOfSatisfying(
                    Submission.NotSent.class,
                    none -> {
                      assertThat(none.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED);
                      assertThat(none.failure().retryAfter()).isPositive();
                    }));
  }

  @Test
  void oneAccountDoesNotUseThePermitsOfAnother() {
    server.always(json(200, accepted(ID)));
    for (int each = 0; each < 45; each++) {
      limited.submit(Orders.plain(account(server.url()), offer()));
    }
    var other = new ProviderAccount(limited.id(), "other", server.url(), new Secret("key"), false);
    assertThat(limited.submit(Orders.plain(other, offer())))
        .isInstanceOf(Submission.Accepted.class);
  }
}
