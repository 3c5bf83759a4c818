package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Who gets which deliveries, and what a try changes, by hand.
@IdleGatewayTest
@Import(DeliverySteps.class)
@TestPropertySource(properties = "reelgate.webhooks.senders=16")
class DeliveryClaimTests {
  private static final Outcome ARRIVED = new Outcome.Delivered(200, null, "ok");
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @Autowired private DeliveryClaims claims;
  @Autowired private DeliveryWrites writes;
  @Autowired private JdbcClient jdbc;
  @Autowired private DeliverySteps steps;
  private String tenant = "";

  @BeforeEach
  void forget() {
    steps.forgetAll();
    tenant = steps.tenant("claims " + NUMBERS.incrementAndGet());
  }

  @Test
  void anEndpointHasFourPlacesHoweverManyClaimAtOnce() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 100);

    List<ClaimedDelivery> all =
        Crowd.call(8, 40, number -> claims.claim(10, 10)).stream()
            .flatMap(Collection::stream)
            .toList();

    assertThat(all).hasSize(4);
    assertThat(all.stream().map(ClaimedDelivery::id).distinct()).hasSize(4);
    assertThat(steps.count("delivery", "state = 'SENDING'")).isEqualTo(4);
    assertThat(steps.count("delivery_attempt", "outcome is null")).isEqualTo(4);
  }

  @Test
  void noDeliveryIsClaimedTwiceAndAFinishedOneMakesRoomForTheNext() {
    for (String endpoint : steps.endpoints(tenant, 5)) {
      steps.deliveries(tenant, endpoint, 20);
    }

    List<String> done =
        Crowd.call(6, 6, number -> sendAll()).stream().flatMap(Collection::stream).toList();

    assertThat(done).hasSize(100).doesNotHaveDuplicates();
    assertThat(steps.count("delivery", "state = 'DELIVERED'")).isEqualTo(100);
    assertThat(steps.count("delivery_attempt", "outcome = 'delivered'")).isEqualTo(100);
  }

  private List<String> sendAll() {
    List<String> done = new ArrayList<>();
    for (List<ClaimedDelivery> some; steps.count("delivery", "state = 'PENDING'") > 0; ) {
      some = claims.claim(8, 16);
      for (ClaimedDelivery first : some) {
        for (ClaimedDelivery each = first; each != null; ) {
          done.add(each.id());
          List<ClaimedDelivery> next = delivered(each).next();
          each = next.isEmpty() ? null : next.getFirst();
        }
      }
    }
    return done;
  }

  @Test
  void anEndpointThatHangsTakesNothingFromTheOthers() {
    String hanging = steps.endpoint(tenant);
    steps.deliveries(tenant, hanging, 1_000);
    claims.claim(100, 100);
    String other = steps.endpoint(tenant);
    steps.deliveries(tenant, other, 3);

    assertThat(claims.claim(4, 4)).hasSize(3).allMatch(each -> each.endpointId().equals(other));
  }

  /// The first that is claimed of an endpoint's deliveries.
  private ClaimedDelivery firstOf(int deliveries) {
    steps.deliveries(tenant, steps.endpoint(tenant), deliveries);
    return claims.claim(1, 4).getFirst();
  }

  /// What its sender takes once it has arrived.
  private List<ClaimedDelivery> heldAfter(ClaimedDelivery first) {
    return writes.finish(new Batch(List.of(tried(first, ARRIVED)), null, List.of()), 16).next();
  }

  @Test
  void aSenderThatHoldsSeveralTakesOnePlace() {
    ClaimedDelivery first = firstOf(60);
    List<ClaimedDelivery> more = heldAfter(first);

    assertThat(more).hasSize(16).allMatch(each -> each.sender().equals(first.sender()));
    assertThat(claims.claim(10, 10)).as("the other places").hasSize(3);
    assertThat(claims.claim(10, 10)).isEmpty();
  }

  @Test
  void aFailureEndsWhatASenderHoldsAndTheRestWasNeverTried() {
    List<ClaimedDelivery> held = heldAfter(firstOf(6));

    DeliveryWrites.Finished finished =
        writes.finish(
            new Batch(
                List.of(tried(held.get(0), ARRIVED), tried(held.get(1), ARRIVED)),
                tried(held.get(2), lost(Duration.ofHours(1))),
                held.subList(3, 5)),
            0);

    assertThat(finished.moved()).hasSize(3);
    assertThat(steps.count("delivery", "state = 'DELIVERED' and tries = 1")).isEqualTo(3);
    assertThat(steps.count("delivery", "state = 'PENDING' and tries = 1")).isEqualTo(1);
    assertThat(steps.count("delivery", "state = 'PENDING' and tries = 0")).isEqualTo(2);
    assertThat(steps.count("delivery_attempt", "outcome = 'delivered'")).isEqualTo(3);
    assertThat(steps.count("delivery_attempt", "outcome = 'failed'")).isEqualTo(1);
    assertThat(steps.count("delivery_attempt", "outcome is null")).isZero();
    assertThat(claims.claim(10, 10)).as("due at once").hasSize(2);
  }

  @Test
  void whatLapsedMeanwhileIsNeitherDeliveredNorGivenBack() {
    List<ClaimedDelivery> held = heldAfter(firstOf(4));
    steps.passes(Duration.ofSeconds(31));
    assertThat(writes.freeLapsed(10)).isEqualTo(3);
    List<ClaimedDelivery> again = claims.claim(3, 4);
    assertThat(again).hasSize(3);

    DeliveryWrites.Finished late =
        writes.finish(
            new Batch(List.of(tried(held.getFirst(), ARRIVED)), null, held.subList(1, 3)), 16);

    assertThat(late.moved()).isEmpty();
    assertThat(late.next()).isEmpty();
    assertThat(steps.count("delivery", "state = 'SENDING' and tries = 2")).isEqualTo(3);
    assertThat(steps.count("delivery_attempt", "number = 2 and outcome is null")).isEqualTo(3);
  }

  @Test
  void tenantsTakeTurns() {
    for (String endpoint : steps.endpoints(tenant, 20)) {
      steps.deliveries(tenant, endpoint, 20);
    }
    String small = steps.tenant("small " + NUMBERS.incrementAndGet());
    steps.deliveries(small, steps.endpoint(small), 3);

    Map<String, Long> first =
        claims.claim(6, 16).stream()
            .collect(Collectors.groupingBy(each -> each.tenant().value(), Collectors.counting()));

    assertThat(first).containsEntry(small, 3L).containsEntry(tenant, 3L);
  }

  @Test
  void beyondItsShareATenantLeavesRoomForWhoMayCome() {
    for (String endpoint : steps.endpoints(tenant, 20)) {
      steps.deliveries(tenant, endpoint, 4);
    }

    assertThat(claims.claim(16, 0)).as("a quarter of 16").hasSize(4);
    assertThat(claims.claim(16, 0)).isEmpty();
    assertThat(claims.claim(16, 8)).as("nobody else waits").hasSize(8);
  }

  @Test
  void whatIsDueLaterIsNotClaimed() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 2, Duration.ofMinutes(1));

    assertThat(claims.claim(10, 10)).isEmpty();
    steps.passes(Duration.ofMinutes(1));
    assertThat(claims.claim(10, 10)).hasSize(2);
  }

  @Test
  void fiveFailuresInARowCloseAnEndpointToAllButOneProbe() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 50);
    for (int i = 0; i < 2; i++) {
      claims.claim(4, 4).forEach(each -> failed(each, Duration.ofHours(1)));
    }
    assertThat(claims.claim(4, 4)).as("closed").isEmpty();

    steps.passes(Duration.ofSeconds(59));
    assertThat(claims.claim(4, 4)).isEmpty();
    // eight failures: three doublings of a minute
    steps.passes(Duration.ofMinutes(8));
    List<ClaimedDelivery> probe = claims.claim(4, 4);
    assertThat(probe).hasSize(1);
    assertThat(claims.claim(4, 4)).as("one probe at a time").isEmpty();

    assertThat(delivered(probe.getFirst()).moved()).hasSize(1);
    assertThat(steps.text("select failures::text from webhook_endpoint")).isEqualTo("0");
    assertThat(claims.claim(4, 4)).as("open again").hasSize(3);
  }

  @Test
  void aFailedProbeClosesForTwiceAsLongButNeverForMoreThanHalfAnHour() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 100);
    for (int i = 0; i < 30; i++) {
      claims.claim(1, 4).forEach(each -> failed(each, Duration.ofDays(1)));
      steps.passes(Duration.ofMinutes(29));
    }

    assertThat(
            jdbc.sql("select open_until <= now() + interval '1 minute' from webhook_endpoint")
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(steps.count("webhook_endpoint", "failures between 18 and 22")).isEqualTo(1);
  }

  @Test
  void fiveDaysWithoutASuccessDisableAnEndpointAndItsNeighbourHearsOfIt() {
    String endpoint = steps.endpoint(tenant);
    String neighbour = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 60);
    boolean disabled = false;
    for (int day = 0; day <= 6 && !disabled; day++) {
      assertThat(state(endpoint)).isEqualTo("ENABLED");
      for (int i = 0; i < 3 && !disabled; i++) {
        for (ClaimedDelivery each : claims.claim(1, 4)) {
          disabled |= failed(each, Duration.ofDays(30)).disabled();
        }
        steps.passes(Duration.ofHours(8));
      }
    }

    assertThat(disabled).isTrue();
    assertThat(state(endpoint)).isEqualTo("DISABLED");
    assertThat(steps.text("select disabled_reason from webhook_endpoint where state = 'DISABLED'"))
        .isEqualTo("failing");
    assertThat(claims.claim(10, 10))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.eventType()).isEqualTo("endpoint.disabled");
          assertThat(each.endpointId()).isEqualTo(neighbour);
        });
  }

  @Test
  void fewFailuresOrANameThatIsNotFoundDisableNothing() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 60);
    for (int i = 0; i < 9; i++) {
      claims.claim(1, 4).forEach(each -> failed(each, Duration.ofDays(30)));
      steps.passes(Duration.ofDays(1));
    }
    assertThat(state(endpoint)).as("nine failures").isEqualTo("ENABLED");
    for (int i = 0; i < 20; i++) {
      claims
          .claim(1, 4)
          .forEach(each ->
              failed(
                  each,
                  new Outcome.Failed(
                      null, "name_not_resolved", null, "", Duration.ofDays(30), false, false)));
      steps.passes(Duration.ofDays(1));
    }

    assertThat(state(endpoint)).isEqualTo("ENABLED");
  }

  @Test
  void aLapsedDeliveryIsTakenByAnotherAndTheFirstSenderChangesNothing() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 1);
    ClaimedDelivery first = claims.claim(1, 4).getFirst();
    assertThat(writes.freeLapsed(10)).isZero();
    steps.passes(Duration.ofSeconds(31));
    assertThat(writes.freeLapsed(10)).isEqualTo(1);
    ClaimedDelivery second = claims.claim(1, 4).getFirst();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.eventId()).isEqualTo(first.eventId());
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(failed(first, (Duration) null).moved()).isEmpty();
    assertThat(steps.text("select state from delivery")).isEqualTo("SENDING");
    assertThat(delivered(second).moved()).containsExactly(second.id());
    assertThat(delivered(first).moved()).isEmpty();
    assertThat(
            Set.copyOf(
                Sql.list(
                    jdbc.sql("select number || ' ' || outcome from delivery_attempt")
                        .query(String.class))))
        .isEqualTo(Set.of("1 failed", "2 delivered"));
  }

  @Test
  void whatIsGivenBackIsNoTryAndDueAtOnce() {
    String endpoint = steps.endpoint(tenant);
    steps.deliveries(tenant, endpoint, 1);
    ClaimedDelivery first = claims.claim(1, 4).getFirst();
    writes.giveBack(List.of(first));

    ClaimedDelivery again = claims.claim(1, 4).getFirst();
    assertThat(again.round()).isEqualTo(1);
    assertThat(again.number()).isEqualTo(1);
    assertThat(steps.count("delivery_attempt", "true")).isEqualTo(1);
  }

  private String state(String endpoint) {
    return steps.text("select state from webhook_endpoint where id = '" + endpoint + "'");
  }

  private DeliveryWrites.Finished delivered(ClaimedDelivery delivery) {
    return writes.finish(new Batch(List.of(tried(delivery, ARRIVED)), null, List.of()), 1);
  }

  private DeliveryWrites.Finished failed(ClaimedDelivery delivery, @Nullable Duration next) {
    return failed(delivery, lost(next));
  }

  private DeliveryWrites.Finished failed(ClaimedDelivery delivery, Outcome.Failed outcome) {
    return writes.finish(new Batch(List.of(), tried(delivery, outcome), List.of()), 0);
  }

  private static Outcome.Failed lost(@Nullable Duration next) {
    return new Outcome.Failed(500, "status", null, "", next, false, true);
  }

  private static Tried tried(ClaimedDelivery delivery, Outcome outcome) {
    long now = System.nanoTime();
    return new Tried(delivery, outcome, now, now);
  }
}
