package io.reelgate.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.reelgate.database.Sql;
import io.reelgate.job.JobId;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// A replica that answers callers while another one works. Nobody here looks by himself, so
/// whatever is heard was told.
@IdleGatewayTest
@TestPropertySource(properties = {"reelgate.live.look=1h", "reelgate.jobs.watch=1h"})
class FollowedElsewhereTests {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired private TestGateway gateway;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;
  @Autowired private Jobs jobs;

  @Test
  @Timeout(180)
  void streamsAndWaitersHearOfChangesMadeElsewhere() throws Exception {
    String key = gateway.newKey("test");
    TestClient caller = new TestClient(gateway.port(), key);
    String id = posted(caller);
    try (EventReader reader =
            EventReader.open(gateway.port(), key, "/v1/videos/" + id + "/events", null);
        Replica _ = worker()) {
      JsonNode video = caller.get("/v1/videos/" + id + "?wait=30").json();
      while (video.required("completed_at").isNull()) {
        video = caller.get("/v1/videos/" + id + "?wait=30").json();
      }
      await().atMost(PATIENCE).until(reader::over);

      assertThat(reader.types()).startsWith("video.queued").endsWith("video.completed");
    }
  }

  @Test
  void aChangeBetweenTheReadingAndTheWaitingIsSeen() {
    JobId id = JobId.parse(posted(gateway.newTenant())).orElseThrow();
    JobView seen = jobs.findByLink(id).orElseThrow();
    // what tells of the new video would make anybody look
    await().during(Duration.ofSeconds(1)).until(() -> true);
    jdbc.sql("update job_work set cancel_requested_at = now() where job_id = :id")
        .param("id", id.value())
        .update();

    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> jobs.awaitChange(seen, Duration.ofMinutes(1)));
  }

  @Test
  void aLostConnectionIsMadeAgain() throws Exception {
    String key = gateway.newKey("test");
    TestClient caller = new TestClient(gateway.port(), key);
    List<Integer> before =
        await().atMost(PATIENCE).until(this::listening, found -> !found.isEmpty());
    jdbc.sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'reelgate-listen' and datname = current_database()
            """)
        .query(Boolean.class)
        .list();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(listening()).isNotEmpty().doesNotContainAnyElementsOf(before));
    String id = posted(caller);
    try (EventReader reader =
            EventReader.open(gateway.port(), key, "/v1/videos/" + id + "/events", null);
        Replica _ = worker()) {
      await().atMost(PATIENCE).until(reader::over);
    }
  }

  /// The server's processes behind the connections that listen.
  private List<Integer> listening() {
    return Sql.list(
        jdbc.sql(
                """
                select pid from pg_stat_activity
                where application_name = 'reelgate-listen' and datname = current_database()
                """)
            .query(Integer.class));
  }

  private Replica worker() {
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "submit,poll",
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox");
  }

  private String posted(TestClient caller) {
    return gateway.accepted(
        caller, "{\"prompt\":\"A lantern\",\"provider\":{\"only\":[\"wavespeed\"]}}");
  }
}
