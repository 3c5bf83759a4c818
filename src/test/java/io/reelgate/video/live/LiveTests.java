package io.reelgate.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.video.live.EventReader.Event;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Videos that are followed live.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.live.heartbeat=300ms",
      "reelgate.live.look=300ms",
      "reelgate.live.most-per-tenant=3"
    })
class LiveTests {
  @Autowired private TestGateway gateway;
  @Autowired private LiveStreams streams;
  @Autowired private JdbcClient jdbc;
  private String key = "";
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    key = gateway.newKey("test");
    caller = new TestClient(gateway.port(), key);
  }

  @Test
  void aVideoIsFollowedFromTheQueueToItsEnd() throws Exception {
    String id = posted("delay=8s");
    try (EventReader reader = follow(id, null)) {
      patiently().until(() -> reader.types().contains("video.in_progress"));
      gateway.inState(caller, id, "generating");
      jdbc.sql("update job_work set progress = 99 where job_id = :id").param("id", id).update();
      patiently().until(() -> reader.types().contains("video.progress"));
      patiently().until(reader::over);

      assertThat(reader.response.statusCode()).isEqualTo(200);
      assertThat(header(reader, "content-type")).startsWith("text/event-stream");
      assertThat(header(reader, "cache-control")).isEqualTo("no-store");
      assertThat(reader.types()).endsWith("video.completed");
      assertThat(reader.types().getFirst()).isIn("video.queued", "video.in_progress");
      assertThat(reader.types()).contains("video.in_progress", "video.progress");
      assertThat(reader.events).allMatch(each -> each.videoId().equals(id));
      assertThat(reader.events).extracting(each -> Integer.valueOf(each.id())).isSorted();
      assertThat(reader.events)
          .extracting(each -> each.video().required("progress").asInt())
          .isSorted()
          .endsWith(100);
      JsonNode last = reader.events.getLast().video();
      assertThat(last.required("outputs").size()).isEqualTo(1);
      assertThat(reader.comments).isNotEmpty();
    }
    patiently().until(() -> streams.size() == 0);
  }

  @Test
  void aFailedOneEndsItsStreamToo() throws Exception {
    try (EventReader reader = follow(posted("fail=moderation"), null)) {
      patiently().until(reader::over);

      assertThat(reader.types()).endsWith("video.failed");
    }
  }

  @Test
  void whoComesBackGetsWhatIsNewer() throws Exception {
    String id = posted("");
    gateway.finished(caller, id);
    String last;
    try (EventReader whole = follow(id, "")) {
      patiently().until(whole::over);
      assertThat(whole.types()).containsExactly("video.completed");
      last = whole.events.getFirst().id();
    }
    try (EventReader newer = follow(id, "1")) {
      patiently().until(newer::over);
      assertThat(newer.types()).containsExactly("video.completed");
    }
    try (EventReader nothing = follow(id, last)) {
      assertThat(nothing.response.statusCode()).isEqualTo(204);
    }
  }

  @Test
  void whoKnowsTheLastChangeWaitsForTheNext() throws Exception {
    String id = posted("delay=8s");
    gateway.inState(caller, id, "generating");
    String sequence =
        jdbc.sql("select max(sequence)::text from event where job_id = :id")
            .param("id", id)
            .query(String.class)
            .single();
    try (EventReader reader = follow(id, sequence)) {
      patiently().until(reader::over);

      assertThat(reader.events.getFirst().video().required("status_detail").asString())
          .as("what was seen is not told again, only what came after")
          .isIn("generating", "storing", "completed");
      assertThat(reader.types()).endsWith("video.completed");
    }
  }

  @Test
  void aTenantIsFollowedWholeAndNobodyElse() throws Exception {
    String foreign = gateway.newKey("test");
    try (EventReader own = open("/v1/videos/events", key, null);
        EventReader other = open("/v1/videos/events", foreign, null)) {
      List<String> ids = List.of(posted(""), posted("fail=moderation"));

      patiently()
          .untilAsserted(() ->
              assertThat(own.events)
                  .filteredOn(each -> each.type().matches("video\\.(completed|failed)"))
                  .extracting(Event::videoId)
                  .containsExactlyInAnyOrderElementsOf(ids));
      assertThat(other.events).isEmpty();
      assertThat(own.over()).isFalse();
    }
  }

  @Test
  void aTenantThatComesBackIsToldWhatItHasMissed() throws Exception {
    long before = System.currentTimeMillis();
    String first = posted("");
    gateway.finished(caller, first);
    String second = posted("");
    gateway.finished(caller, second);
    try (EventReader reader = open("/v1/videos/events", key, Long.toString(before))) {
      patiently()
          .untilAsserted(() ->
              assertThat(reader.events).extracting(Event::videoId).containsExactly(first, second));
    }
  }

  @Test
  void foreignMissingAndMalformedAreTold() throws Exception {
    String id = posted("");
    String foreign = gateway.newKey("test");

    assertThat(status("/v1/videos/" + id + "/events", foreign)).isEqualTo(404);
    assertThat(status("/v1/videos/video_01k9zq4v7m2c8x5t3r6w0d1e2f/events", key)).isEqualTo(404);
    assertThat(status("/v1/videos/nonsense/events", key)).isEqualTo(404);
    assertThat(status("/v1/videos/events", "nobody")).isEqualTo(401);
    try (EventReader reader = follow(id, "now")) {
      assertThat(reader.response.statusCode()).isEqualTo(400);
      assertThat(header(reader, "content-type")).startsWith("application/json");
    }
  }

  @Test
  void oneTenantHasNotAllStreams() throws Exception {
    String path = "/v1/videos/events";
    try (EventReader one = open(path, key, null);
        EventReader two = open(path, key, null);
        EventReader three = open(path, key, null)) {
      assertThat(List.of(one, two, three)).noneMatch(EventReader::over);
      assertThat(status(path, key)).isEqualTo(429);
    }
    patiently().until(() -> status(path, gateway.newKey("test")) == 200);
  }

  @Test
  void aRevokedKeyEndsItsStreams() throws Exception {
    JsonNode tenant =
        gateway.admin().post("/v1/admin/tenants", "{\"name\":\"Revoked soon\"}").json();
    String keys = "/v1/admin/tenants/" + tenant.required("id").asString() + "/keys";
    TestClient.Answer issued = gateway.admin().post(keys, "{\"name\":\"key\",\"mode\":\"test\"}");
    try (EventReader reader = open("/v1/videos/events", issued.text("key"), null)) {
      gateway.admin().delete(keys + "/" + issued.text("id"));

      patiently().until(reader::over);
    }
  }

  @Test
  void aDeletedVideoEndsItsStream() throws Exception {
    String id = posted("delay=60s");
    try (EventReader reader = follow(id, null)) {
      assertThat(caller.delete("/v1/videos/" + id + "?cancel=true").status()).isEqualTo(200);

      patiently().until(reader::over);
    }
  }

  private String posted(String script) {
    return gateway.accepted(
        caller,
        "{\"prompt\":\"A lantern%s\",\"provider\":{\"only\":[\"wavespeed\"]}}"
            .formatted(script.isEmpty() ? "" : " [sandbox: " + script + "]"));
  }

  private EventReader follow(String id, @Nullable String lastEventId) throws Exception {
    return open("/v1/videos/" + id + "/events", key, lastEventId);
  }

  private EventReader open(String path, String withKey, @Nullable String lastEventId)
      throws Exception {
    return EventReader.open(gateway.port(), withKey, path, lastEventId);
  }

  private int status(String path, String withKey) throws Exception {
    try (EventReader reader = open(path, withKey, null)) {
      return reader.response.statusCode();
    }
  }

  private static String header(EventReader reader, String name) {
    return reader.response.headers().firstValue(name).orElseThrow();
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
  }
}
