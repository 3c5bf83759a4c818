package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Cancelling and deleting.
@GatewayTest
class StopTests {
  private static final String SLOW =
      "{\"prompt\":\"[sandbox: delay=8s]\",\"seconds\":5,\"provider\":{\"only\":[\"wavespeed\"]}}";
  private static final String HELD = "{\"prompt\":\"p\"," + HeldJobs.FIELD + "}";

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @Test
  void whatIsQueuedIsCancelledAtOnce() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, HELD);

    Answer cancelled = caller.post("/v1/videos/" + id + "/cancel", null);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("status_detail")).isEqualTo("cancelled");
    assertThat(cancelled.text("status")).isEqualTo("failed");
  }

  @Test
  void whatIsBeingMadeEndsAsCancelledAndTellsWhatItCost() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, SLOW);
    gateway.inState(caller, id, "generating");

    Answer cancelled = caller.post("/v1/videos/" + id + "/cancel", null);
    Answer again = caller.post("/v1/videos/" + id + "/cancel", null);
    JsonNode video = gateway.finished(caller, id);

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.text("status_detail")).isEqualTo("cancelling");
    assertThat(cancelled.text("status")).isEqualTo("in_progress");
    assertThat(cancelled.json().required("warnings").required(0).required("code").asString())
        .isEqualTo("upstream_not_cancelled");
    assertThat(again.status()).isEqualTo(200);
    assertThat(video.required("status_detail").asString()).isEqualTo("cancelled");
    assertThat(video.required("error").required("code").asString()).isEqualTo("cancelled");
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.6000");
    assertThat(video.required("warnings").size()).isEqualTo(1);
    assertThat(video.required("outputs").size()).isZero();
    assertThat(caller.get("/v1/videos/" + id + "/content").code()).isEqualTo("video_not_available");
  }

  @Test
  void whatIsOverIsNotCancelled() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    gateway.finished(caller, id);

    Answer cancelled = caller.post("/v1/videos/" + id + "/cancel", null);

    assertThat(cancelled.status()).isEqualTo(409);
    assertThat(cancelled.code()).isEqualTo("not_cancellable");
    assertThat(cancelled.header("x-should-retry")).hasValue("false");
  }

  @Test
  void aCancelTakesAnyBody() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, HELD);

    assertThat(caller.post("/v1/videos/" + id + "/cancel", "{}").status()).isEqualTo(200);
  }

  @Test
  void whatIsNotOverIsNotDeleted() {
    TestClient caller = gateway.newTenant();
    var _ = new HeldJobs(jdbc);
    String id = gateway.accepted(caller, HELD);

    Answer deleted = caller.delete("/v1/videos/" + id);

    assertThat(deleted.status()).isEqualTo(409);
    assertThat(deleted.code()).isEqualTo("video_in_progress");
    assertThat(deleted.header("x-should-retry")).hasValue("false");
    assertThat(caller.delete("/v1/videos/" + id + "?cancel=false").status()).isEqualTo(409);
    assertThat(caller.delete("/v1/videos/" + id + "?cancel=yes").status()).isEqualTo(400);
    assertThat(caller.delete("/v1/videos/" + id + "?cancel=true").status()).isEqualTo(200);
    assertThat(caller.get("/v1/videos/" + id).status()).isEqualTo(404);
  }

  @Test
  void whatIsBeingMadeCanBeCancelledAndDeletedInOne() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, SLOW);
    gateway.inState(caller, id, "generating");

    Answer deleted = caller.delete("/v1/videos/" + id + "?cancel=true");

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.response().body())
        .isEqualTo("{\"id\":\"%s\",\"object\":\"video.deleted\",\"deleted\":true}".formatted(id));
    assertThat(caller.get("/v1/videos/" + id).status()).isEqualTo(404);
    assertThat(caller.get("/v1/videos").json().required("data").size()).isZero();
    assertThat(caller.delete("/v1/videos/" + id).status()).isEqualTo(404);
    assertThat(caller.post("/v1/videos/" + id + "/cancel", null).status()).isEqualTo(404);
  }

  @Test
  void aDeletedVideoIsGoneEverywhere() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    String link =
        gateway.finished(caller, id).required("url").asString().replace("http://gateway.test", "");

    assertThat(caller.delete("/v1/videos/" + id).status()).isEqualTo(200);

    assertThat(caller.delete("/v1/videos/" + id).code()).isEqualTo("video_not_found");
    assertThat(caller.get("/v1/videos/" + id).code()).isEqualTo("video_not_found");
    assertThat(caller.get("/v1/videos/" + id + "/content").code()).isEqualTo("video_not_found");
    assertThat(gateway.anonymous().get(link).status()).isEqualTo(404);
    assertThat(
            caller.post("/v1/videos/edits", "{\"prompt\":\"p\",\"video\":\"" + id + "\"}").code())
        .isEqualTo("video_not_found");
    assertThat(
            jdbc.sql("select spec::text || metadata::text || outputs::text from job where id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("{}{}[]");
  }
}
