package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@GatewayTest
class MainJobTests {
  @Autowired private TestGateway gateway;

  @Test
  void aPromptBecomesAVideo() {
    TestClient caller = gateway.newTenant();

    String id =
        gateway.accepted(
            caller,
            """
            {"prompt":"A lantern on a canal","seconds":5,"provider":{"only":["wavespeed"]}}\
            """);
    JsonNode video = gateway.finished(caller, id);

    assertThat(video.required("status").asString()).isEqualTo("completed");
    assertThat(video.required("progress").asInt()).isEqualTo(100);
    assertThat(video.required("width").asInt()).isEqualTo(1280);
    assertThat(video.required("height").asInt()).isEqualTo(720);
    assertThat(video.required("duration").asDouble()).isBetween(4.9, 5.2);
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.6000");
    JsonNode output = video.required("outputs").required(0);
    assertThat(output.required("has_audio").asBoolean()).isTrue();
    assertThat(output.required("fps").asInt()).isEqualTo(24);
    long bytes = output.required("bytes").asLong();

    TestClient.Answer content = caller.get("/v1/videos/" + id + "/content");
    assertThat(content.status()).isEqualTo(200);
    assertThat(content.header("content-type")).contains("video/mp4");
    assertThat(content.header("content-length")).contains(Long.toString(bytes));

    String link = video.required("url").asString();
    assertThat(link).startsWith("http://gateway.test/media/");
    TestClient.Answer linked =
        gateway
            .anonymous()
            .get(link.substring("http://gateway.test".length()), "Range", "bytes=4-7");
    assertThat(linked.status()).isEqualTo(206);
    assertThat(linked.response().body()).isEqualTo("ftyp");
  }
}
