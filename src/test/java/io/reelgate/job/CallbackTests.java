package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// What a provider can do with an attempt's own address, and others without it.
@IdleGatewayTest
@Import({JobSteps.class, UnknownSteps.class, UnknownSteps.Adapters.class})
@TestPropertySource(
    properties = {
      "reelgate.public-base-url=https://gateway.test/",
      "reelgate.database.lock-timeout=14s",
      "reelgate.database.api-statement-timeout=15s"
    })
@ExtendWith(OutputCaptureExtension.class)
class CallbackTests {
  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private UnknownSteps unknown;
  @Autowired private UnknownMoves moves;
  @Autowired private JobMoves jobMoves;
  @Autowired private JobClaims claims;
  @Autowired private CallbackAddresses addresses;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  @Autowired
  @Qualifier("lists")
  private ScriptedAdapter provider;

  @BeforeEach
  void forget() {
    steps.forgetAll();
    provider.forget();
  }

  @Test
  void anUnknownAttemptIsAdopted() {
    Sent sent = unknown.lost(provider);

    assertThat(call(sent, "the-task").status()).isEqualTo(204);

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(steps.events(sent.id())).endsWith("unknown", "generating");
    assertThat(unknown.attempt(sent.token()))
        .containsEntry("state", "ACCEPTED")
        .containsEntry("upstream_id", "the-task");

    call(sent, "another");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "the-task");
  }

  @Test
  void aGeneratingJobIsPolledNowAndNothingElseIsBelieved() {
    Sent sent = unknown.lost(provider);
    call(sent, "the-task");
    jdbc.sql("update job_work set next_poll_at = reelgate_now() + interval '1 hour'").update();
    String before = steps.state(sent.id());

    assertThat(call(sent, "{\"status\":\"completed\"}").status()).isEqualTo(204);

    assertThat(steps.state(sent.id())).isEqualTo(before);
    assertThat(
            jdbc.sql("select next_poll_at <= reelgate_now() from job_work")
                .query(Boolean.class)
                .single())
        .isTrue();
  }

  @Test
  void aCallWithoutItsProofOnlyAsks(CapturedOutput output) {
    Sent lost = unknown.lost(provider);
    jdbc.sql("update job_work set next_check_at = reelgate_now() + interval '1 hour'").update();
    Sent sending = unknown.sending(provider);

    for (int i = 0; i < 20; i++) {
      assertThat(unproven(lost, "a-forged-task").status()).isEqualTo(204);
      assertThat(unproven(sending, "a-forged-task").status()).isEqualTo(204);
    }

    assertThat(steps.state(lost.id())).isEqualTo("UNKNOWN");
    assertThat(unknown.claim()).as("looked into now").hasSize(1);
    for (Sent each : List.of(lost, sending)) {
      assertThat(unknown.attempt(each.token()))
          .containsEntry("upstream_id", null)
          .containsEntry("called_back_id", null);
    }
    assertThat(output).doesNotContain("a-forged-task");
    assertThat(output.getAll().split("a callback names no task for us", -1))
        .as("logged once in a while")
        .hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aGeneratingJobIsAskedAboutButNotAnnouncedByACallWithoutItsProof() {
    Sent sent = unknown.sending(provider);
    jobMoves.accepted(sent.job(), sent.token(), "the-task", steps.plan());
    jdbc.sql("update job_work set next_poll_at = reelgate_now() + interval '1 hour'").update();

    assertThat(unproven(sent, "the-task").status()).isEqualTo(204);
    assertThat(duePolls()).extracting(ClaimedPoll::calledBack).containsExactly(false);

    jdbc.sql("update job_work set next_poll_at = reelgate_now() + interval '1 hour'").update();
    assertThat(call(sent, "the-task").status()).isEqualTo(204);
    assertThat(duePolls()).extracting(ClaimedPoll::calledBack).containsExactly(true);
  }

  private List<ClaimedPoll> duePolls() {
    return claims.polls(1000, List.of());
  }

  @Test
  void duplicatesChangeNothing() {
    Sent sent = unknown.lost(provider);
    call(sent, "the-task");
    String events = steps.events(sent.id()).toString();

    for (int i = 0; i < 20; i++) {
      assertThat(call(sent, "the-task").status()).isEqualTo(204);
    }

    assertThat(steps.events(sent.id())).hasToString(events);
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  /// All are answered while the database stands still, and most of them do not even reach it.
  @Test
  void aFloodIsAnsweredAndLeavesTheDatabaseAlone() throws Exception {
    Sent sent = unknown.lost(provider);
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (Connection connection = DriverManager.getConnection(url);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement("select 1 from job_work where job_id = ? for update")) {
        lock.setString(1, sent.id());
        lock.execute();
      }
      List<Callable<Integer>> calls =
          Collections.nCopies(200, () -> callOnce(sent, "the-task").status());
      for (Future<Integer> each : callers.invokeAll(calls)) {
        assertThat(each.get()).isEqualTo(503);
      }
      await().until(() -> waiting() > 0);
      assertThat(waiting()).as("of ten connections").isLessThanOrEqualTo(4);
      connection.rollback();
    }
    assertThat(call(sent, "the-task").status()).isEqualTo(204);
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  /// The call can overtake the answer to the submit, and that answer can still get lost.
  @Test
  void aCallThatCameTooEarlyIsKept() {
    Sent sent = unknown.sending(provider);

    assertThat(call(sent, "the-task").status()).isEqualTo(204);
    assertThat(steps.state(sent.id())).isEqualTo("SUBMITTING");
    assertThat(steps.attemptState(sent.token())).isEqualTo("PREPARED");
    unknown.parked(sent);
    unknown.look();

    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "the-task");
  }

  @Test
  void aCallThatNamesNoTaskIsANudge() {
    Sent sent = unknown.lost(provider);
    jdbc.sql("update job_work set next_check_at = reelgate_now() + interval '1 hour'").update();

    assertThat(call(sent, "").status()).isEqualTo(204);

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(unknown.claim()).hasSize(1);
  }

  @Test
  void aTaskOfAnotherAttemptIsNotTakenAway() {
    Sent owner = unknown.lost(provider);
    Sent sent = unknown.lost(provider);
    call(owner, "the-task");

    assertThat(call(sent, "the-task").status()).isEqualTo(204);

    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
    assertThat(unknown.attempt(owner.token())).containsEntry("upstream_id", "the-task");
  }

  @Test
  void aJobThatWasGivenUpIsNotChanged() {
    Sent sent = unknown.lost(provider);
    moves.giveUp(unknown.claim().getFirst());
    String before = steps.rows(sent.id());

    assertThat(call(sent, "the-task").status()).isEqualTo(204);

    assertThat(steps.rows(sent.id())).isEqualTo(before);
    assertThat(unknown.attempt(sent.token())).containsEntry("upstream_id", "the-task");
  }

  @Test
  void aWrongPathIsAnsweredWithoutAWord() {
    Sent sent = unknown.lost(provider);
    String path = path(sent.token());
    int dot = path.lastIndexOf('.');
    String code = path.substring(dot + 1);
    char last = code.charAt(0) == 'A' ? 'B' : 'A';
    for (String wrong :
        new String[] {
          "/callbacks",
          "/callbacks/",
          "/callbacks/acme-lists",
          path.substring(0, dot),
          path.substring(0, dot + 1),
          path.substring(0, dot + 1) + last + code.substring(1),
          path.substring(0, path.length() - 1),
          path + "A",
          path + "/more",
          path.replace("acme-lists", "acme-bills"),
          path.replace(sent.token().toString(), UUID.randomUUID().toString()),
          // as good as it can be, but nobody's
          path(UUID.randomUUID())
        }) {
      nothingIsSaid(wrong, gateway.anonymous().post(wrong, "the-task"));
    }
    for (String method : new String[] {"GET", "PUT", "DELETE", "HEAD"}) {
      nothingIsSaid(method, gateway.anonymous().send(method, path, null));
    }
    assertThat(steps.state(sent.id())).isEqualTo("UNKNOWN");
  }

  private static void nothingIsSaid(String what, Answer answer) {
    assertThat(answer.status()).as(what).isEqualTo(404);
    assertThat(answer.response().body()).as(what).isEmpty();
  }

  @Test
  void theAddressNeedsNoKeyAndMakesNoSession() {
    Sent sent = unknown.lost(provider);

    TestClient stranger = new TestClient(gateway.port(), "no key of ours");
    Answer answer = insisting(() -> stranger.post(path(sent.token()), "the-task"));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("set-cookie")).isEmpty();
    assertThat(answer.response().body()).isEmpty();
  }

  @Test
  void aLongBodyIsRefusedWithoutAWord() {
    Sent sent = unknown.lost(provider);

    assertThat(callOnce(sent, "x".repeat(256 * 1024)).status()).isNotEqualTo(413);
    Answer answer = call(sent, "x".repeat(256 * 1024 + 1));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.response().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\uD83D", "{\"id\":", "\u00e9"})
  void whateverTheBodyIsTheCallIsTaken(String body) {
    Sent sent = unknown.lost(provider);

    assertThat(callOnce(sent, body).status()).isIn(204, 503);
    assertThat(steps.state(sent.id())).isIn("UNKNOWN", "GENERATING");
  }

  /// The lock outlasts the answer, so the answer did not wait for it.
  @Test
  void nobodyWaitsForASlowDatabase() throws SQLException {
    Sent sent = unknown.lost(provider);
    String url = environment.getRequiredProperty("spring.datasource.url");
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement("select 1 from job_work where job_id = ? for update")) {
        lock.setString(1, sent.id());
        lock.execute();
      }
      assertThat(callOnce(sent, "the-task").status()).isEqualTo(503);
      await().untilAsserted(() -> assertThat(waiting()).as("goes on alone").isEqualTo(1));
      connection.rollback();
    }
    assertThat(call(sent, "the-task").status()).isEqualTo(204);
    assertThat(steps.state(sent.id())).isEqualTo("GENERATING");
  }

  private long waiting() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """)
        .query(Long.class)
        .single();
  }

  @Test
  void secretsAndBodiesAreNotLogged(CapturedOutput output) {
    Sent sent = unknown.lost(provider);
    String path = path(sent.token());

    call(sent, "");
    gateway.anonymous().post(path + "A", "a secret body");

    assertThat(output).contains("job " + sent.id() + ": attempt " + sent.token());
    assertThat(output)
        .doesNotContain(path.substring(path.lastIndexOf('.') + 1))
        .doesNotContain("a secret body");
  }

  @Test
  void onlyWhoCanReachUsIsToldTheAddress() {
    UUID token = UUID.randomUUID();
    URI address = Objects.requireNonNull(addresses.of(provider.account(), token));

    assertThat(address.toString()).startsWith("https://gateway.test/callbacks/acme-lists/" + token);
    assertThat(addresses.of(provider.account(), token)).isEqualTo(address);
    var sandbox =
        new ProviderAccount(
            provider.id(),
            ProviderAccount.SANDBOX,
            URI.create("http://127.0.0.1:9"),
            new Secret("sandbox"),
            true);
    assertThat(addresses.of(sandbox, token)).as("the sandbox calls this machine only").isNull();
  }

  private Answer call(Sent sent, String body) {
    return insisting(() -> callOnce(sent, body));
  }

  private Answer callOnce(Sent sent, String body) {
    return gateway.anonymous().post(path(sent.token()), body);
  }

  private Answer unproven(Sent sent, String body) {
    return insisting(
        () -> gateway.anonymous().post(path(sent.token()), body, ScriptedAdapter.UNPROVEN, "yes"));
  }

  /// Calls again when the gateway is too busy to take it, as providers do.
  private static Answer insisting(Callable<Answer> call) {
    return await().atMost(Duration.ofSeconds(30)).until(call, answer -> answer.status() != 503);
  }

  private String path(UUID token) {
    return Objects.requireNonNull(addresses.of(provider.account(), token)).getRawPath();
  }
}
