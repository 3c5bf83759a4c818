package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Every member of a video, in every state.
@GatewayTest
class VideoObjectTests {
  private static final List<String> MEMBERS =
      List.of(
          "id",
          "object",
          "model",
          "status",
          "progress",
          "created_at",
          "completed_at",
          "expires_at",
          "prompt",
          "seconds",
          "size",
          "remixed_from_video_id",
          "error",
          "url",
          "status_detail",
          "operation",
          "resolution",
          "aspect_ratio",
          "width",
          "height",
          "fps",
          "duration",
          "generate_audio",
          "seed",
          "n",
          "negative_prompt",
          "outputs",
          "usage",
          "cost",
          "provider",
          "source",
          "metadata",
          "user",
          "warnings",
          "queue");
  private static final List<String> OUTPUT_MEMBERS =
      List.of(
          "index",
          "url",
          "url_expires_at",
          "content_type",
          "bytes",
          "width",
          "height",
          "duration",
          "fps",
          "has_audio",
          "seed",
          "sha256",
          "thumbnail_url");
  private static final Set<String> TEXTS =
      Set.of("id", "object", "model", "status", "seconds", "size", "status_detail", "operation");

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @Test
  void aQueuedVideoIsWhole() {
    TestClient caller = gateway.newTenant();
    HeldJobs held = new HeldJobs(jdbc);
    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"p","seconds":6,"size":"960x960","metadata":{"a":"b"},"user":"u",
             "max_cost":"2.50",%s}\
            """
                .formatted(HeldJobs.FIELD));

    JsonNode video = caller.get("/v1/videos/" + id).json();

    assertWhole(video, "queued", "queued");
    assertThat(video.required("progress").asInt()).isZero();
    assertThat(video.required("prompt").asString()).isEqualTo("p");
    assertThat(video.required("seconds").asString()).isEqualTo("6");
    assertThat(video.required("aspect_ratio").asString()).isEqualTo("1:1");
    assertThat(video.required("resolution").asString()).isEqualTo("720p");
    assertThat(video.required("width").asInt()).isEqualTo(960);
    assertThat(video.required("n").asInt()).isEqualTo(1);
    assertThat(video.required("metadata").required("a").asString()).isEqualTo("b");
    assertThat(video.required("user").asString()).isEqualTo("u");
    assertThat(video.required("cost").toString())
        .isEqualTo(
            "{\"currency\":\"USD\",\"estimated\":\"0.7200\",\"max\":\"0.7200\",\"actual\":null,"
                + "\"max_cost\":\"2.5000\"}");
    assertThat(video.required("queue").required("position").asInt()).isPositive();
    assertNull(video, "completed_at", "expires_at", "error", "url", "usage", "provider", "source");
    held.expire(id);
  }

  @Test
  void aVideoBeingMadeIsWhole() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"%s\",\"provider\":{\"only\":[\"wavespeed\"]}}"
                .formatted(TestGateway.ENDLESS));

    JsonNode video = gateway.inState(caller, id, "generating");

    assertWhole(video, "in_progress", "generating");
    assertThat(video.required("progress").asInt()).isBetween(0, 99);
    assertThat(video.required("provider").toString())
        .isEqualTo("{\"slug\":\"wavespeed\",\"attempts\":1}");
    assertThat(video.required("queue").required("position").isNull()).isTrue();
    assertThat(video.required("queue").required("eta_seconds").isIntegralNumber()).isTrue();
    assertNull(video, "completed_at", "expires_at", "error", "url", "usage");
  }

  @Test
  void aCompletedVideoIsWhole() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\",\"seconds\":4}");

    JsonNode video = gateway.finished(caller, id);

    assertWhole(video, "completed", "completed");
    assertThat(video.required("progress").asInt()).isEqualTo(100);
    assertThat(video.required("usage").toString()).isEqualTo("{\"cost\":0.48,\"is_byok\":false}");
    assertThat(video.required("completed_at").asLong())
        .isGreaterThanOrEqualTo(video.required("created_at").asLong());
    assertThat(video.required("expires_at").asLong())
        .isGreaterThan(video.required("completed_at").asLong());
    JsonNode output = video.required("outputs").required(0);
    assertThat(output.propertyNames()).containsExactlyElementsOf(OUTPUT_MEMBERS);
    assertThat(output.required("index").asInt()).isZero();
    assertThat(output.required("url")).isEqualTo(video.required("url"));
    assertThat(output.required("url_expires_at").asLong())
        .isBetween(
            video.required("completed_at").asLong() + 3_600, video.required("expires_at").asLong());
    assertNull(video, "error", "queue");
  }

  @Test
  void aFailedVideoIsWhole() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"[sandbox: fail=moderation]\"}");

    JsonNode video = gateway.finished(caller, id);

    assertWhole(video, "failed", "failed");
    assertError(video, "content_policy_violation", "invalid_request_error");
    assertThat(video.required("progress").asInt()).isLessThan(100);
    // this provider's bill for a failure is only known later
    assertThat(video.required("cost").required("actual").isNull()).isTrue();
    assertNull(video, "expires_at", "url", "queue", "usage");
  }

  @Test
  void aCancelledVideoIsWhole() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}");

    JsonNode video = caller.post("/v1/videos/" + id + "/cancel", null).json();

    assertWhole(video, "failed", "cancelled");
    assertError(video, "cancelled", "invalid_request_error");
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.0000");
    assertThat(video.required("completed_at").isIntegralNumber()).isTrue();
  }

  @Test
  void anExpiredVideoIsWhole() {
    TestClient caller = gateway.newTenant();
    HeldJobs held = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}");

    held.expire(id);
    JsonNode video = gateway.finished(caller, id);

    assertWhole(video, "failed", "expired");
    assertError(video, "deadline_exceeded", "invalid_request_error");
  }

  /// Another worker's refused attempt brings the job back to its queue, which is nothing new for
  /// the caller.
  @Test
  void aVideoThatWaitsForItsSecondTryIsStillInProgress() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}");

    jdbc.sql("update job_work set attempts = 1 where job_id = :id").param("id", id).update();

    JsonNode video = caller.get("/v1/videos/" + id).json();
    assertWhole(video, "in_progress", "queued");
    assertThat(caller.get("/v1/videos?status=queued").json().required("data").size()).isZero();
    assertThat(caller.get("/v1/videos?status=in_progress").json().required("data").size())
        .isEqualTo(1);
    caller.post("/v1/videos/" + id + "/cancel", null);
  }

  private static void assertWhole(JsonNode video, String status, String detail) {
    assertThat(video.propertyNames()).containsExactlyElementsOf(MEMBERS);
    assertThat(TEXTS).allMatch(name -> video.required(name).isString());
    assertThat(video.required("object").asString()).isEqualTo("video");
    assertThat(video.required("status").asString()).isEqualTo(status);
    assertThat(video.required("status_detail").asString()).isEqualTo(detail);
    assertThat(List.of("progress", "created_at"))
        .allMatch(name -> video.required(name).isIntegralNumber());
    assertThat(List.of("outputs", "warnings")).allMatch(name -> video.required(name).isArray());
    assertThat(List.of("cost", "metadata")).allMatch(name -> video.required(name).isObject());
    assertThat(video.required("cost").propertyNames())
        .containsExactly("currency", "estimated", "max", "actual", "max_cost");
  }

  private static void assertError(JsonNode video, String code, String type) {
    JsonNode error = video.required("error");
    assertThat(error.propertyNames()).containsExactly("code", "message", "type", "param");
    assertThat(error.required("code").asString()).isEqualTo(code);
    assertThat(error.required("type").asString()).isEqualTo(type);
    assertThat(error.required("message").asString()).isNotBlank();
  }

  private static void assertNull(JsonNode video, String... names) {
    assertThat(List.of(names)).allMatch(name -> video.required(name).isNull());
  }
}
