package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponse;
import com.openai.models.models.Model;
import com.openai.models.videos.ImageInputReferenceParam;
import com.openai.models.videos.Video;
import com.openai.models.videos.VideoCreateParams;
import com.openai.models.videos.VideoDeleteResponse;
import com.openai.models.videos.VideoEditParams;
import com.openai.models.videos.VideoExtendParams;
import com.openai.models.videos.VideoListPage;
import com.openai.models.videos.VideoListParams;
import com.openai.models.videos.VideoRemixParams;
import com.openai.models.videos.VideoSeconds;
import com.openai.models.videos.VideoSize;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// The unmodified official Java client.
@GatewayTest
@SuppressWarnings("deprecation") // the client marks all of its video methods so
class OpenAiClientTests {
  @Autowired private TestGateway gateway;

  @Test
  void createsAndFollowsAVideo() {
    TestClient caller = gateway.newTenant();
    OpenAIClient client = client(caller);

    Video made =
        client
            .videos()
            .create(
                VideoCreateParams.builder()
                    .prompt("A lantern")
                    .model("seedance-2.0-mini")
                    .seconds(VideoSeconds.of("5"))
                    .size(VideoSize.of("864x496"))
                    .build());

    assertThat(made.status()).isEqualTo(Video.Status.QUEUED);
    assertThat(made.model().asString()).isEqualTo("seedance-2.0-mini");
    assertThat(made.progress()).isZero();
    assertThat(made.completedAt()).isEmpty();
    gateway.finished(caller, made.id());
    Video done = client.videos().retrieve(made.id());
    assertThat(done.status()).isEqualTo(Video.Status.COMPLETED);
    assertThat(done.progress()).isEqualTo(100);
    assertThat(done.prompt()).hasValue("A lantern");
    assertThat(done.seconds().asString()).isEqualTo("5");
    assertThat(done.size().asString()).isEqualTo("864x496");
    assertThat(done.createdAt()).isPositive();
    assertThat(done.expiresAt().orElseThrow()).isGreaterThan(done.completedAt().orElseThrow());
    assertThat(done.error()).isEmpty();
    assertThat(done.remixedFromVideoId()).isEmpty();
  }

  @Test
  void extraFieldsReachTheGateway() {
    Video video =
        client(gateway.newTenant())
            .videos()
            .create(
                VideoCreateParams.builder()
                    .prompt("x")
                    .putAdditionalBodyProperty("resolution", JsonValue.from("480p"))
                    .putAdditionalBodyProperty("generate_audio", JsonValue.from(false))
                    .putAdditionalBodyProperty(
                        "metadata", JsonValue.from(Map.of("project", "harbour")))
                    .putAdditionalBodyProperty(
                        "provider",
                        JsonValue.from(
                            Map.of(
                                "only",
                                List.of("wavespeed"),
                                "options",
                                Map.of("wavespeed", Map.of("enable_web_search", true)))))
                    .putAdditionalBodyProperty(
                        "frame_images", JsonValue.from(List.of(frame("first"), frame("last"))))
                    .build());

    Map<String, JsonValue> extra = video._additionalProperties();
    assertThat(extra)
        .containsEntry("resolution", JsonValue.from("480p"))
        .containsEntry("operation", JsonValue.from("first_last_frame"))
        .containsEntry("generate_audio", JsonValue.from(false))
        .containsEntry("metadata", JsonValue.from(Map.of("project", "harbour")))
        .containsEntry("warnings", JsonValue.from(List.of()));
    assertThat(video.size().asString()).isEqualTo("auto");
  }

  @Test
  void anImageByUrlIsTheFirstFrame() {
    Video video =
        client(gateway.newTenant())
            .videos()
            .create(
                VideoCreateParams.builder()
                    .prompt("x")
                    .inputReference(
                        ImageInputReferenceParam.builder()
                            .imageUrl("https://studio.example.org/a.png")
                            .build())
                    .build());

    assertThat(video._additionalProperties())
        .containsEntry("operation", JsonValue.from("image_to_video"));
  }

  @Test
  void contentIsAPlayableFile() throws IOException {
    TestClient caller = gateway.newTenant();
    String id = finished(caller);

    byte[] file;
    try (HttpResponse content = client(caller).videos().downloadContent(id)) {
      assertThat(content.statusCode()).isEqualTo(200);
      assertThat(content.requestId()).isPresent();
      file = content.body().readAllBytes();
    }

    assertThat(new String(file, 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
    String link = caller.get("/v1/videos/" + id).text("url").replace("http://gateway.test", "");
    assertThat(file).isEqualTo(gateway.anonymous().bytes("GET", link).body());
  }

  @Test
  void editsExtendsAndRemixesByIdAndDeletes() {
    TestClient caller = gateway.newTenant();
    OpenAIClient client = client(caller);
    String id = finished(caller);

    Video edit =
        client
            .videos()
            .edit(
                VideoEditParams.builder()
                    .prompt("rain")
                    .video(VideoEditParams.Video.VideoReferenceInputParam.builder().id(id).build())
                    .build());
    Video extension =
        client
            .videos()
            .extend(
                VideoExtendParams.builder()
                    .prompt("on")
                    .seconds(VideoSeconds.of("8"))
                    .video(
                        VideoExtendParams.Video.VideoReferenceInputParam.builder().id(id).build())
                    .build());
    Video remix = client.videos().remix(id, VideoRemixParams.builder().prompt("snow").build());

    assertThat(List.of(edit, extension, remix))
        .allSatisfy(video -> assertThat(video.remixedFromVideoId()).hasValue(id));
    assertThat(extension.seconds().asString()).isEqualTo("13");
    VideoDeleteResponse deleted = client.videos().delete(id);
    assertThat(deleted.id()).isEqualTo(id);
    assertThat(deleted.deleted()).isTrue();
    assertThat(gateway.finished(caller, extension.id()).required("status").asString())
        .isEqualTo("completed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void pagesThroughAllVideosAlthoughOneIsDeletedBetweenPages(String order) {
    TestClient caller = gateway.newTenant();
    List<String> ids = new ArrayList<>();
    for (int count = 0; count < 45; count++) {
      ids.add(gateway.accepted(caller, "{\"prompt\":\"p\"}"));
    }
    if (order.equals("desc")) {
      Collections.reverse(ids);
    }

    VideoListPage first =
        client(caller)
            .videos()
            .list(
                VideoListParams.builder().limit(20).order(VideoListParams.Order.of(order)).build());
    String last = first.lastId().orElseThrow();
    assertThat(caller.delete("/v1/videos/" + last + "?cancel=true").status()).isEqualTo(200);

    assertThat(first.items()).hasSize(20);
    assertThat(first.autoPager().stream().map(Video::id)).containsExactlyElementsOf(ids);
  }

  @Test
  void anEmptyListHasNoPages() {
    VideoListPage page = client(gateway.newTenant()).videos().list();

    assertThat(page.items()).isEmpty();
    assertThat(page.hasNextPage()).isFalse();
    assertThat(page.autoPager()).isEmpty();
  }

  @Test
  void listsModels() {
    OpenAIClient client = client(gateway.newTenant());

    List<Model> models = client.models().list().items();

    assertThat(models).extracting(Model::id).contains("seedance-2.0-mini");
    assertThat(models).allMatch(Model::isValid);
    assertThat(client.models().retrieve("seedance-2.0-mini").created()).isPositive();
  }

  private static Map<String, Object> frame(String type) {
    return Map.of(
        "type",
        "image_url",
        "image_url",
        Map.of("url", "https://studio.example.org/" + type + ".png"),
        "frame_type",
        type + "_frame");
  }

  private String finished(TestClient caller) {
    String id = gateway.accepted(caller, "{\"prompt\":\"x\",\"seconds\":5}");
    gateway.finished(caller, id);
    return id;
  }

  static OpenAIClient client(TestClient caller) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + caller.port() + "/v1")
        .apiKey(Objects.requireNonNull(caller.key()))
        .build();
  }
}
