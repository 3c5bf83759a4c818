package io.reelgate.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// The books of the sandbox's providers beside ours.
@GatewayTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "reelgate.ledger.every=300ms",
      "reelgate.ledger.tick=100ms",
      "reelgate.ledger.lag=0s",
      "reelgate.ledger.booking-wait=500ms",
      "reelgate.ledger.refund-wait=2s",
      "reelgate.sandbox.wavespeed.input-seconds=10",
      "reelgate.jobs.probe-timeout=0s",
      "reelgate.jobs.first-cost-watch=1h"
    })
class LedgerTests {
  private static final String DIFFERENCES = "/v1/admin/ledger/differences";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private MeterRegistry meters;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
    comparedAgain("wavespeed");
    comparedAgain("empiriolabs");
    jdbc.sql(
            """
            update ledger_difference set closed_at = now(), closed_by = 'an earlier test'
            where closed_at is null
            """)
        .update();
    jdbc.sql("truncate audit").update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wavespeed", "empiriolabs"})
  void whatIsCountedAsItIsBookedIsNoDifference(String provider) {
    List<String> jobs =
        Stream.of("", "[sandbox: fail=internal]", "[sandbox: fail=moderation]", "")
            .map(script -> posted(script, provider))
            .toList();
    jobs.forEach(id -> gateway.finished(caller, id));

    comparedAgain(provider);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(bookings(jobs)).isGreaterThanOrEqualTo(2));
    await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(this::differences, List::isEmpty);
  }

  @Test
  void aTaskThatNobodyOrderedIsAnOrphan(CapturedOutput output) {
    String task = ordered();

    JsonNode found = onlyDifference();

    assertThat(found.required("kind").asString()).isEqualTo("orphan");
    assertThat(found.required("provider").asString()).isEqualTo("wavespeed");
    assertThat(found.required("account").asString()).isEqualTo("sandbox");
    assertThat(found.required("upstream_id").asString()).isEqualTo(task);
    assertThat(found.required("video_id").isNull()).isTrue();
    assertThat(found.required("booked").asString()).isEqualTo("0.6000");
    assertThat(found.required("counted").asString()).isEqualTo("0.0000");
    assertThat(output).contains("ledger: ORPHAN at wavespeed/sandbox: task " + task);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(gauge("wavespeed", LedgerGauges.DIFFERENCES)).isEqualTo(1.0));
    String close = DIFFERENCES + "/" + found.required("id").asString() + "/close";
    Answer closed = gateway.admin().post(close, "{\"reason\":\"the playground\"}");
    assertThat(closed.text("closed_by")).isEqualTo("admin");
    assertThat(gateway.admin().post(close, "{\"reason\":\"again\"}").status()).isEqualTo(409);
    comparedAgain("wavespeed");
    assertThat(differences()).isEmpty();
    assertThat(closedBy(found)).isEqualTo("admin");
    assertThat(jdbc.sql("select detail from audit").query(String.class).list())
        .containsExactly("the playground");
  }

  @Test
  void aTaskThatAnUnknownAttemptMayOwnWaitsForIt() {
    String id = posted("", "wavespeed");
    gateway.finished(caller, id);
    UUID token = token(id);
    jdbc.sql("update attempt set state = 'UNKNOWN', upstream_id = null where token = :token")
        .param("token", token)
        .update();
    jdbc.sql("update booking set attempt = null where attempt = :token")
        .param("token", token)
        .update();

    comparedAgain("wavespeed");
    assertThat(differences()).isEmpty();

    jdbc.sql("update attempt set given_up_at = now() where token = :token")
        .param("token", token)
        .update();
    assertThat(onlyDifference().required("kind").asString()).isEqualTo("orphan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wavespeed", "empiriolabs"})
  void anotherChargeIsADifferenceUntilItAgrees(String provider) {
    String id = posted("", provider);
    JsonNode video = gateway.finished(caller, id);
    long cost = Math.round(video.required("usage").required("cost").asDouble() * 1e6);
    count(id, cost - 60_000);

    JsonNode found = onlyDifference();

    assertThat(found.required("kind").asString()).isEqualTo("charge");
    assertThat(found.required("video_id").asString()).isEqualTo(id);
    assertThat(found.required("attempt_id").asString()).isEqualTo(token(id).toString());
    assertThat(found.required("booked").asString()).isEqualTo(Difference.dollars(cost));
    assertThat(found.required("counted").asString()).isEqualTo(Difference.dollars(cost - 60_000));

    count(id, cost);
    await().atMost(PATIENCE).until(this::differences, List::isEmpty);
    assertThat(closedBy(found)).isEqualTo("ledger");
  }

  @Test
  void whatIsInNoBookIsADifference() {
    String id = posted("", "wavespeed");
    gateway.finished(caller, id);
    jdbc.sql("update attempt set upstream_id = 'nobodys' where job_id = :id")
        .param("id", id)
        .update();
    jdbc.sql("delete from booking where attempt = :token").param("token", token(id)).update();

    await()
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(differences())
                .extracting(each -> each.required("kind").asString())
                .containsExactlyInAnyOrder("not_booked", "orphan"));
  }

  @Test
  void anOpenCostIsSettledByTheBooks() {
    String id =
        caller
            .post(
                "/v1/videos/edits",
                "{\"prompt\":\"p\",\"provider\":{\"only\":[\"wavespeed\"]},"
                    + "\"video\":{\"url\":\"https://media.example.com/clip.mp4\"}}")
            .text("id");
    JsonNode video = gateway.finished(caller, id);
    assertThat(video.required("status").asString()).isEqualTo("completed");

    JsonNode settled =
        await()
            .atMost(PATIENCE)
            .until(
                () -> caller.get("/v1/videos/" + id).json(),
                each -> !each.required("cost").required("actual").isNull());

    assertThat(settled.required("cost").required("actual").asString()).isEqualTo("1.5000");
    assertThat(
            jdbc.sql("select cost_source from attempt where job_id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("reported");
    assertThat(
            jdbc.sql("select reserved_usd_micros from job where id = :id")
                .param("id", id)
                .query(Long.class)
                .single())
        .isZero();
    comparedAgain("wavespeed");
    assertThat(differences()).isEmpty();
  }

  @Test
  void theListTellsHowFarItIs() {
    comparedAgain("wavespeed");
    comparedAgain("empiriolabs");

    JsonNode all = gateway.admin().get("/v1/admin/ledger").json().required("data");

    assertThat(all.valueStream().map(each -> each.required("provider").asString()))
        .as("Runware shows no books")
        .containsExactly("empiriolabs", "wavespeed");
    assertThat(all.valueStream())
        .allSatisfy(each -> {
          assertThat(each.required("failure").isNull()).isTrue();
          assertThat(each.required("compared_until").isIntegralNumber()).isTrue();
        });
    assertThat(gauge("wavespeed", LedgerGauges.AGE)).isNotNegative();
  }

  @Test
  void nobodyButOperatorsSeesIt() {
    assertThat(caller.get("/v1/admin/ledger").status()).isBetween(401, 403);
    assertThat(caller.get(DIFFERENCES).status()).isBetween(401, 403);
    assertThat(gateway.admin().get(DIFFERENCES + "?after=x").json().at("/error/param").asString())
        .isEqualTo("after");
    assertThat(gateway.admin().post(DIFFERENCES + "/1/close", "{}").status()).isIn(400, 404);
  }

  private String posted(String script, String provider) {
    return gateway.accepted(
        caller,
        "{\"prompt\":\"A lantern %s\",\"provider\":{\"only\":[\"%s\"]}}"
            .formatted(script, provider));
  }

  /// As if somebody else used the same key.
  private String ordered() {
    TestClient somebody = new TestClient(gateway.port(), "sandbox");
    Answer answer =
        somebody.post(
            "/sandbox/wavespeed/api/v3/bytedance/seedance-2.0-mini/text-to-video",
            "{\"prompt\":\"A lantern\",\"resolution\":\"720p\",\"duration\":5}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().at("/data/id").asString();
  }

  private JsonNode onlyDifference() {
    return await().atMost(PATIENCE).until(this::differences, found -> found.size() == 1).getFirst();
  }

  private List<JsonNode> differences() {
    return gateway.admin().get(DIFFERENCES).json().required("data").valueStream().toList();
  }

  private String closedBy(JsonNode difference) {
    return gateway
        .admin()
        .get(DIFFERENCES + "?limit=100&state=closed")
        .json()
        .required("data")
        .valueStream()
        .filter(each -> each.required("id").equals(difference.required("id")))
        .map(each -> each.required("closed_by").asString())
        .collect(Collectors.joining());
  }

  /// Waits for a comparison that began after now.
  private void comparedAgain(String provider) {
    String now = jdbc.sql("select now()::text").query(String.class).single();
    await()
        .atMost(PATIENCE)
        .until(() ->
            jdbc.sql(
                        """
                        select count(*) from ledger
                        where provider = :provider and compared_until > cast(:now as timestamptz)
                        """)
                    .param("provider", provider)
                    .param("now", now)
                    .query(Long.class)
                    .single()
                == 1);
  }

  private long bookings(List<String> jobs) {
    return jdbc.sql(
            """
            select count(*) from booking b join attempt a on a.token = b.attempt
            where a.job_id = any (:jobs)
            """)
        .param("jobs", jobs.toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  private void count(String job, long micros) {
    jdbc.sql("update attempt set actual_usd_micros = :micros where job_id = :id")
        .param("micros", micros)
        .param("id", job)
        .update();
  }

  private UUID token(String job) {
    return jdbc.sql("select token from attempt where job_id = :id")
        .param("id", job)
        .query(UUID.class)
        .single();
  }

  private double gauge(String provider, String name) {
    return meters.get(name).tag("provider", provider).gauge().value();
  }
}
