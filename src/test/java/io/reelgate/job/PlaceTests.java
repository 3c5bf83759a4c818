package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.Dispatcher.Place;
import io.reelgate.job.JobMoves.AccountFullException;
import io.reelgate.provider.Admission;
import io.reelgate.provider.Admission.Permit;
import io.reelgate.provider.Admission.Refusal;
import io.reelgate.testing.Crowd;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.work.Leases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Where a job goes when some accounts are closed.
@IdleGatewayTest
@Import(JobSteps.class)
@TestPropertySource(
    properties = {
      "reelgate.admission.accounts.wavespeed.sandbox.submits=2",
      "reelgate.admission.bulkhead-wait=100ms"
    })
class PlaceTests {
  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private JobClaims claims;
  @Autowired private JobMoves moves;
  @Autowired private Dispatcher dispatcher;
  @Autowired private Admission admission;
  @Autowired private JdbcClient jdbc;

  private final Leases leases =
      new Leases(Duration.ofMinutes(1), Duration.ofSeconds(10), held -> Set.of());
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    steps.forgetAll();
    caller = gateway.newTenant();
    Stream.of("wavespeed", "runware", "empiriolabs").forEach(each -> act(each, "enable"));
  }

  private void act(String provider, String act) {
    gateway.admin().get("/v1/admin/providers");
    TestClient.Answer answer =
        gateway.admin().post("/v1/admin/providers/" + provider + "/accounts/sandbox/" + act, null);
    assertThat(answer.status()).isEqualTo(200);
  }

  private ClaimedJob job(String preferences) {
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"A lantern\",\"seconds\":5,\"provider\":{\"order\":[\"wavespeed\",\"runware\"],%s}}"
                .formatted(preferences));
    return claims.queued(100, List.of(), leases).stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static final String FALLBACKS = "\"allow_fallbacks\":true";
  private static final String ONE_ONLY = "\"allow_fallbacks\":false";

  private static String provider(Place place) {
    assertThat(place).isInstanceOf(Place.Admitted.class);
    Place.Admitted admitted = (Place.Admitted) place;
    admitted.permit().unused();
    return admitted.destination().account().provider().value();
  }

  @Test
  void aJobGoesToTheBestThatIsOpen() {
    assertThat(provider(dispatcher.place(job(FALLBACKS)))).isEqualTo("wavespeed");
    act("wavespeed", "force-open");
    assertThat(provider(dispatcher.place(job(FALLBACKS)))).isEqualTo("runware");
    act("wavespeed", "enable");
    assertThat(provider(dispatcher.place(job(FALLBACKS)))).isEqualTo("wavespeed");
  }

  @Test
  void whoWantsNoOtherProviderWaitsForTheFirst() {
    act("wavespeed", "force-open");

    assertThat(dispatcher.place(job(ONE_ONLY)))
        .isInstanceOfSatisfying(
            Place.Closed.class,
            closed ->
                assertThat(closed.refusals())
                    .extracting(Refusal::toString)
                    .containsExactly("wavespeed/sandbox CLOSED_BY_OPERATOR"));
  }

  @Test
  void aJobWaitsWhileAllItsAccountsAreClosedAndIsLeftAloneUntilOneOpens() {
    ClaimedJob job = job(FALLBACKS);
    List<String> both = List.of("wavespeed/sandbox", "runware/sandbox");
    assertThat(moves.waits(job, both, "waits", Duration.ZERO)).isTrue();

    assertThat(claims.queued(10, both, leases)).isEmpty();
    assertThat(claims.queued(10, List.of("runware/sandbox", "other/one"), leases)).hasSize(1);
    assertThat(steps.events(job.id())).containsExactly("queued", "leased", "queued", "leased");
  }

  /// There may be accounts that were not there before.
  @Test
  void aWaitingJobIsLookedAtNowAndThen() {
    ClaimedJob job = job(FALLBACKS);
    List<String> one = List.of("wavespeed/sandbox");
    moves.waits(job, one, "waits", Duration.ZERO);

    steps.later(Duration.ofMinutes(4), () -> assertThat(claims.queued(9, one, leases)).isEmpty());
    steps.later(Duration.ofMinutes(6), () -> assertThat(claims.queued(9, one, leases)).hasSize(1));
  }

  @Test
  void asManyOrdersAtATimeAsTheSettingsSay() {
    List<Permit> permits = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      permits.add(((Place.Admitted) dispatcher.place(job(ONE_ONLY))).permit());
    }
    assertThat(admission.closedToSubmits()).contains("wavespeed/sandbox");
    assertThat(provider(dispatcher.place(job(FALLBACKS)))).isEqualTo("runware");

    permits.getFirst().unused();
    permits.getFirst().unused();
    assertThat(provider(dispatcher.place(job(ONE_ONLY)))).isEqualTo("wavespeed");
    permits.getLast().unused();
  }

  @Test
  void theLastPlaceIsGivenOnce() {
    List<ClaimedJob> jobs = new ArrayList<>();
    for (int number = 0; number < 12; number++) {
      jobs.add(job(FALLBACKS));
    }
    List<Boolean> intended = Crowd.call(6, 12, number -> intended(jobs.get(number)));

    assertThat(intended.stream().filter(Boolean::booleanValue)).hasSize(3);
    assertThat(jdbc.sql("select count(*) from attempt").query(Long.class).single()).isEqualTo(3);
    assertThat(
            jdbc.sql("select count(*) from job_work where state = 'LEASED' and attempts = 0")
                .query(Long.class)
                .single())
        .isEqualTo(9);
  }

  private boolean intended(ClaimedJob job) {
    try {
      return moves.intend(job, capped(3));
    } catch (AccountFullException full) {
      return false;
    }
  }

  private Attempt capped(int most) {
    Attempt usual = steps.attempt();
    return new Attempt(
        UUID.randomUUID(),
        usual.provider(),
        usual.account(),
        usual.offer(),
        usual.upstream(),
        usual.requestHash(),
        usual.retention(),
        usual.quote(),
        usual.warnings(),
        most,
        usual.ordered(),
        null);
  }
}
