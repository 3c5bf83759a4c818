package io.reelgate.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Videos that are followed while nobody works on them, so that nobody tells of a change.
@IdleGatewayTest
class QuietTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private String key = "";
  private String id = "";

  @BeforeEach
  void post() {
    key = gateway.newKey("test");
    id = gateway.accepted(new TestClient(gateway.port(), key), "{\"prompt\":\"A lantern\"}");
  }

  @Test
  void aChangeThatNobodyTellsOfIsFoundAllTheSame() throws Exception {
    try (EventReader one = open("/v1/videos/" + id + "/events");
        EventReader all = open("/v1/videos/events")) {
      await().atMost(PATIENCE).until(() -> one.events.size() == 1);
      int next = Integer.parseInt(one.events.getFirst().id()) + 1;
      jdbc.sql(
              """
              insert into event (month, job_id, sequence, type)
              select month, id, :sequence, 'leased' from job where id = :id
              """)
          .param("sequence", next)
          .param("id", id)
          .update();

      await()
          .atMost(PATIENCE)
          .untilAsserted(() ->
              assertThat(one.events)
                  .extracting(EventReader.Event::id)
                  .endsWith(Integer.toString(next)));
      await().atMost(PATIENCE).until(() -> !all.events.isEmpty());
      assertThat(all.events.getLast().videoId()).isEqualTo(id);
    }
  }

  @Test
  void whoComesLaterIsToldAndTheOthersAreNotToldAgain() throws Exception {
    try (EventReader first = open("/v1/videos/" + id + "/events")) {
      await().atMost(PATIENCE).until(() -> first.events.size() == 1);
      try (EventReader second = open("/v1/videos/" + id + "/events")) {
        await().atMost(PATIENCE).until(() -> second.events.size() == 1);
        await()
            .atMost(PATIENCE)
            .during(Duration.ofSeconds(1))
            .until(() -> first.events.size() == 1);
      }
    }
  }

  private EventReader open(String path) throws Exception {
    return EventReader.open(gateway.port(), key, path, null);
  }
}
