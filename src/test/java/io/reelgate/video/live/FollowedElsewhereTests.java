package io.reelgate.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
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
  @Autowired private TestGateway gateway;
  @Autowired private Environment environment;
  @Autowired private JdbcClient jdbc;

  @Test
  @Timeout(60)
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
      await().atMost(Duration.ofSeconds(40)).until(reader::over);

      assertThat(reader.types()).startsWith("video.queued").endsWith("video.completed");
    }
  }

  @Test
  void aLostConnectionIsMadeAgain() throws Exception {
    String key = gateway.newKey("test");
    TestClient caller = new TestClient(gateway.port(), key);
    long before = listening();
    jdbc.sql(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'reelgate-listen' and datname = current_database()
            """)
        .query(Boolean.class)
        .list();
    await().atMost(Duration.ofSeconds(40)).until(() -> listening() == before);
    String id = posted(caller);
    try (EventReader reader =
            EventReader.open(gateway.port(), key, "/v1/videos/" + id + "/events", null);
        Replica _ = worker()) {
      await().atMost(Duration.ofSeconds(40)).until(reader::over);
    }
  }

  private long listening() {
    return jdbc.sql(
            """
            select count(*) from pg_stat_activity
            where application_name = 'reelgate-listen' and datname = current_database()
            """)
        .query(Long.class)
        .single();
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
