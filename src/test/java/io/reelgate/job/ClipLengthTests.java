package io.reelgate.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.outbound.AllowedOrigins;
import io.reelgate.outbound.Origin;
import io.reelgate.sandbox.clip.Clip;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// Clips of ten seconds on a server of the test. Callers can only name public servers, so their
/// names are replaced in the database, behind the door.
@GatewayTest
@Import(ClipLengthTests.Media.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {"reelgate.jobs.probe-timeout=5s", "reelgate.sandbox.wavespeed.input-seconds=10"})
class ClipLengthTests {
  private static final FaultServer MEDIA = FaultServer.start();
  private static final FaultServer PRIVATE = FaultServer.start();
  private static final URI NOBODY = FaultServer.nobody();
  private static final byte[] CLIP = new Clip(10, 640, 480, true, 7).toMp4();

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @TestConfiguration(proxyBeanMethods = false)
  static class Media {
    /// As if the test's server were on the public internet.
    @Bean
    AllowedOrigins media() {
      List<Origin> open =
          List.of(Origin.of(MEDIA.url()).orElseThrow(), Origin.of(NOBODY).orElseThrow());
      return (origin, source) -> open.contains(origin);
    }
  }

  @BeforeEach
  void serve() {
    MEDIA.always((request, wire) -> {
      switch (request.path()) {
        case "/clip.mp4?signature=secret" -> piece(request, wire);
        case "/slow.mp4" -> FaultScript.silence().play(request, wire);
        case "/trickle.mp4" -> FaultScript.trickle().play(request, wire);
        case "/page.mp4" -> FaultScript.html(200).play(request, wire);
        default -> FaultScript.json(404, "{}").play(request, wire);
      }
    });
    jdbc.sql(
            """
            create or replace function move_media() returns trigger language plpgsql as $$
            begin
              new.spec := replace(replace(replace(new.spec::text, 'https://media.example.com', '%s'),
                'https://private.example.com', '%s'), 'https://nobody.example.com', '%s');
              return new;
            end $$;
            create or replace trigger move_media before insert on job
              for each row execute function move_media();
            """
                .formatted(MEDIA.url(), PRIVATE.url(), NOBODY))
        .update();
  }

  @AfterAll
  static void close() {
    MEDIA.close();
    PRIVATE.close();
  }

  private static void piece(FaultServer.Request request, FaultScript.Wire wire) throws IOException {
    String[] range =
        request
            .headers()
            .getOrDefault("range", "bytes=0-")
            .substring("bytes=".length())
            .split("-", -1);
    int from = Integer.parseInt(range[0]);
    int to = Math.min(Integer.parseInt(range[1]) + 1, CLIP.length);
    byte[] piece = Arrays.copyOfRange(CLIP, from, to);
    wire.send(
        "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\nContent-Length: %d\r\n\r\n"
            .formatted(from, to - 1, CLIP.length, piece.length)
            .getBytes(ISO_8859_1));
    wire.send(piece);
  }

  /// Made from a clip; only providers whose formula is at stake.
  private JsonNode made(String route, String members) {
    TestClient caller = gateway.newTenant();
    TestClient.Answer answer =
        caller.post(
            "/v1/videos" + route,
            "{\"prompt\":\"p\",\"provider\":{\"only\":[\"wavespeed\"]},%s}".formatted(members));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return gateway.finished(caller, answer.text("id"));
  }

  private static String video(String url) {
    return "\"video\":\"" + url + "\"";
  }

  private static String cost(JsonNode video) {
    JsonNode cost = video.required("cost");
    return "%s %s %s"
        .formatted(
            cost.required("estimated").asString(),
            cost.required("max").asString(),
            cost.required("actual").asString("pending"));
  }

  @Test
  void anEditCostsByTheLengthOfItsSource(CapturedOutput log) {
    int before = MEDIA.requests().size();
    gateway.resetSandbox();

    JsonNode video = made("/edits", video("https://media.example.com/clip.mp4?signature=secret"));

    assertThat(cost(video)).isEqualTo("2.2500 2.2500 1.5000");
    assertThat(gateway.sandboxCounts().required("providers").toString())
        .contains("\"charged_usd_micros\":1500000");
    assertThat(attempt(video))
        .containsEntry("estimated_usd_micros", 1_500_000L)
        .containsEntry("estimate_exact", true)
        .containsEntry("cost_source", "computed");
    List<FaultServer.Request> probes = MEDIA.requests().subList(before, MEDIA.requests().size());
    assertThat(probes)
        .isNotEmpty()
        .hasSizeLessThan(5)
        .allSatisfy(probe -> {
          assertThat(probe.headers()).containsKey("range").doesNotContainKey("authorization");
        });
    assertThat(log).doesNotContain("signature=secret");
  }

  @Test
  void aReferencedClipIsBilledByItsLength() {
    JsonNode video =
        made(
            "",
            """
            "seconds":5,"input_references":[{"type":"video_url",\
            "video_url":{"url":"https://media.example.com/clip.mp4?signature=secret"}}]\
            """);

    assertThat(cost(video)).isEqualTo("1.5000 1.5000 1.1250");
  }

  @Test
  void nothingIsFetchedWhereThePriceDoesNotDependOnTheInput() {
    int before = MEDIA.connections();

    JsonNode video =
        made("/extensions", video("https://media.example.com/clip.mp4?signature=secret"));

    assertThat(cost(video)).isEqualTo("0.6000 0.6000 0.6000");
    assertThat(MEDIA.connections()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://media.example.com/slow.mp4",
        "https://media.example.com/trickle.mp4",
        "https://media.example.com/page.mp4",
        "https://media.example.com/gone.mp4",
        "https://nobody.example.com/clip.mp4",
        "https://private.example.com/clip.mp4"
      })
  void aClipThatCannotBeMeasuredLeavesTheCostOpen(String url) {
    JsonNode video = made("/edits", video(url));

    assertThat(video.required("status").asString()).isEqualTo("completed");
    assertThat(cost(video)).isEqualTo("2.2500 2.2500 pending");
    assertThat(attempt(video))
        .containsEntry("estimate_exact", false)
        .containsEntry("cost_source", "pending")
        .containsEntry("reserved_usd_micros", 2_250_000L);
    assertThat(PRIVATE.connections()).isZero();
  }

  private Map<String, @Nullable Object> attempt(JsonNode video) {
    return jdbc.sql(
            """
            select a.estimated_usd_micros, a.estimate_exact, a.cost_source, j.reserved_usd_micros
            from attempt a join job j on j.id = a.job_id where j.id = :id
            """)
        .param("id", video.required("id").asString())
        .query()
        .singleRow();
  }
}
