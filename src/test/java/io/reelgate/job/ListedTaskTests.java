package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.LostOrder;
import io.reelgate.testing.IdleGatewayTest;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lost orders at providers that list tasks, tell what they billed, or find a task by our token.
@IdleGatewayTest
@Import({JobSteps.class, UnknownSteps.class, UnknownSteps.Adapters.class})
class ListedTaskTests {
  /// The lease of a submit, and two minutes.
  private static final Duration CLOSED = Duration.ofSeconds(181);

  private static final Duration QUARANTINED = Duration.ofMinutes(16).plusSeconds(1);

  @Autowired private JobSteps steps;
  @Autowired private UnknownSteps unknown;
  @Autowired private UnknownMoves moves;
  @Autowired private JobMoves jobMoves;
  @Autowired private JdbcClient jdbc;

  @Autowired
  @Qualifier("lists")
  private ScriptedAdapter lists;

  @Autowired
  @Qualifier("bills")
  private ScriptedAdapter bills;

  @Autowired
  @Qualifier("searches")
  private ScriptedAdapter searches;

  @BeforeEach
  void forget() {
    steps.forgetAll();
    Stream.of(lists, bills, searches).forEach(ScriptedAdapter::forget);
  }

  @Test
  void theOnlyUnclaimedTaskIsAdopted() {
    Sent claimed = unknown.parked(unknown.sending(lists));
    moves.adopt(unknown.claim().getFirst(), "claimed", "test");
    Sent sent = unknown.older(unknown.lost(lists.found("claimed", "free")), CLOSED);

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "free");
    assertThat(unknown.attempt(claimed.token())).containsEntry("upstream_id", "claimed");
    LostOrder asked = lists.searches.getFirst();
    assertThat(asked.upstream()).isEqualTo(UnknownSteps.UPSTREAM);
    assertThat(Duration.between(asked.from(), asked.until()))
        .isEqualTo(Duration.ofSeconds(30 + 60 + 120));
  }

  @Test
  void nothingIsAskedWhileItsTaskMayYetAppear() {
    Sent sent =
        unknown.older(unknown.lost(lists.found("free")), CLOSED.minus(Duration.ofSeconds(20)));

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(lists.searches).isEmpty();
    assertThat(unknown.untilNextLook(sent.id())).isBetween(7.0, 20.0);
  }

  @Test
  void ofTwoUnknownAttemptsNoneIsGivenTheTask() {
    Sent one = unknown.older(unknown.lost(lists.found("free")), CLOSED);
    Sent other = unknown.older(unknown.lost(lists), CLOSED.plusSeconds(100));

    unknown.look();

    assertThat(steps.state(one.id())).isEqualTo("UNKNOWN");
    assertThat(steps.state(other.id())).isEqualTo("UNKNOWN");
  }

  @Test
  void unknownAttemptsFarApartDoNotHinderEachOther() {
    Sent one = unknown.older(unknown.lost(lists.found("free")), CLOSED);
    Sent other = unknown.older(unknown.lost(lists), CLOSED.plusSeconds(1000));

    unknown.look();

    assertThat(Stream.of(one, other).map(each -> steps.state(each.id())))
        .containsExactlyInAnyOrder("GENERATING", "UNKNOWN");
  }

  /// Its sender may have made the task and not yet written that down.
  @Test
  void anOrderOnItsWayCouldOwnTheTask() {
    Sent sent = unknown.older(unknown.lost(lists.found("free")), CLOSED);
    Sent onItsWay = unknown.older(unknown.sending(lists), CLOSED);

    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");

    jobMoves.accepted(onItsWay.job(), onItsWay.token(), "free", steps.plan());
    unknown.look();
    assertThat(steps.state(sent.id())).as("the task is the other's").isEqualTo("UNKNOWN");
  }

  /// Nobody knows whose task it is, and nobody ever will.
  @Test
  void anAttemptThatWasWrittenOffCouldOwnTheTask() {
    Sent sent = unknown.older(unknown.lost(lists.found("free")), CLOSED);
    Sent writtenOff = unknown.older(unknown.lost(lists), CLOSED);
    jdbc.sql("update attempt set state = 'WRITTEN_OFF' where token = :token")
        .param("token", writtenOff.token())
        .update();

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
  }

  @Test
  void aTaskOfAnotherModelsAttemptIsNoRivalry() {
    Sent sent = unknown.older(unknown.lost(lists.found("free")), CLOSED);
    Sent other = unknown.older(unknown.lost(lists), CLOSED);
    jdbc.sql("update attempt set upstream = 'acme/other' where token = :token")
        .param("token", other.token())
        .update();
    jdbc.sql(
            "update job_work set state = 'SUBMITTING', lease_until = reelgate_now() where job_id = :id")
        .param("id", other.id())
        .update();

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  @Test
  void severalTasksOrAListCutShortProveNothing() {
    Sent sent = unknown.older(unknown.lost(lists.found("one", "two")), CLOSED);
    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");

    lists.foundAmongOthers("one");
    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");

    lists.found("one");
    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  @Test
  void aTaskThatACallbackGaveToAnotherIsNotAdopted() {
    Sent sent = unknown.older(unknown.lost(lists.found("named")), CLOSED);
    Sent other = unknown.older(unknown.lost(lists), CLOSED.plusSeconds(1000));
    jdbc.sql("update attempt set called_back_id = 'named', upstream = 'x' where token = :token")
        .param("token", other.token())
        .update();
    jdbc.sql(
            "update job_work set state = 'SUBMITTING', lease_until = reelgate_now() where job_id = :id")
        .param("id", other.id())
        .update();

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
  }

  /// Not even long after, and however often.
  @ParameterizedTest
  @ValueSource(strings = {"lists", "bills"})
  void findingNothingProvesNothing(String kind) {
    ScriptedAdapter provider = kind.equals("lists") ? lists : bills;
    Sent sent = unknown.older(unknown.lost(provider.found()), Duration.ofHours(23));

    for (int look = 0; look < 4; look++) {
      unknown.look();
      unknown.older(sent, Duration.ofMinutes(2));
    }

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(steps.attemptState(sent.token())).isEqualTo("UNKNOWN");
    assertThat(provider.searches).hasSize(4);

    unknown.older(sent, Duration.ofHours(1));
    unknown.look();
    assertThat(unknown.job(sent.id())).containsEntry("error_code", "outcome_unknown");
  }

  @Test
  void aBilledTaskIsAdoptedByTheSameRule() {
    Sent sent = unknown.older(unknown.lost(bills.found("billed")), CLOSED);

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "billed");
  }

  @Test
  void aSearchByTokenFindsAtOnce() {
    Sent sent = unknown.lost(searches.found("mine"));
    Sent sibling = unknown.lost(searches);
    jdbc.sql("update attempt set account = 'gone' where token = :token")
        .param("token", sibling.token())
        .update();

    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(steps.state(sibling.id())).isEqualTo("UNKNOWN");
  }

  @Test
  void aSearchThatFindsNothingIsProofOnlyAfterAQuarantineAndTwice() {
    Sent sent = unknown.lost(searches.found());
    unknown.look();
    unknown.older(sent, QUARANTINED.minus(Duration.ofSeconds(30)));
    unknown.look();
    assertThat(unknown.attempt(sent.token())).containsEntry("absent_at", null);

    unknown.older(sent, Duration.ofSeconds(30));
    unknown.look();
    unknown.look();
    assertThat(steps.state(sent.id())).as("twice, but at once").isEqualTo("UNKNOWN");

    jdbc.sql("update attempt set absent_at = absent_at - interval '1 minute'").update();
    unknown.look();
    assertThat(steps.state(sent.id())).isEqualTo("QUEUED");
    assertThat(steps.events(sent.id())).endsWith("unknown", "queued");
    assertThat(steps.attemptState(sent.token())).isEqualTo("ABANDONED");
  }
}
