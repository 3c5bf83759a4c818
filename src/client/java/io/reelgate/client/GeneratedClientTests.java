package io.reelgate.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.reelgate.client.api.ModelsApi;
import io.reelgate.client.api.VideosApi;
import io.reelgate.client.api.WebhooksApi;
import io.reelgate.client.model.CreateVideoRequest;
import io.reelgate.client.model.CreateWebhookEndpointRequest;
import io.reelgate.client.model.FrameImage;
import io.reelgate.client.model.MediaUrl;
import io.reelgate.client.model.StringOrInteger;
import io.reelgate.client.model.StringOrMediaUrl;
import io.reelgate.client.model.StringOrNumber;
import io.reelgate.client.model.Video;
import io.reelgate.client.model.VideoEvent;
import io.reelgate.client.model.VideoList;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestGateway;
import java.io.File;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The client that a public generator makes of the stored document, against a running gateway.
@GatewayTest
class GeneratedClientTests {
  @Autowired private TestGateway gateway;
  private ApiClient client = new ApiClient();

  @BeforeEach
  void connect() {
    String key = gateway.newKey("test");
    client = new ApiClient();
    client.updateBaseUri("http://127.0.0.1:" + gateway.port());
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
  }

  @Test
  void theMainJobIsDone() throws Exception {
    var videos = new VideosApi(client);
    CreateVideoRequest request =
        new CreateVideoRequest()
            .prompt("A paper lantern drifts over a quiet canal at dusk")
            .seconds(new StringOrInteger(5))
            .maxCost(new StringOrNumber("0.90"))
            .resolution("720p")
            .aspectRatio(CreateVideoRequest.AspectRatioEnum._16_9)
            .metadata(Map.of("project", "harbour"));

    ApiResponse<Video> made = videos.createVideoWithHttpInfo(request, "take-3", null, null);
    ApiResponse<Video> again = videos.createVideoWithHttpInfo(request, "take-3", null, null);
    Video video = completed(videos, made.getData().getId());
    File file = videos.downloadVideo(video.getId(), null, null, null, null);

    assertThat(again.getData().getId()).isEqualTo(made.getData().getId());
    assertThat(again.getHeaders()).containsEntry("idempotent-replayed", List.of("true"));
    assertThat(video.getSeconds()).isEqualTo("5");
    assertThat(video.getError()).isNull();
    assertThat(video.getMetadata()).containsEntry("project", "harbour");
    assertThat(new BigDecimal(video.getCost().getActual())).isPositive();
    assertThat(video.getOutputs())
        .singleElement()
        .satisfies(output -> assertThat(output.getBytes()).isEqualTo(file.length()));
    assertThat(new String(Files.readAllBytes(file.toPath()), 4, 4, UTF_8)).isEqualTo("ftyp");
  }

  @Test
  void aVideoFromFramesIsListedAndDeleted() throws Exception {
    var videos = new VideosApi(client);
    var bud = new MediaUrl().url(URI.create("https://studio.example.org/bud.png"));
    CreateVideoRequest request =
        new CreateVideoRequest()
            .prompt("The bud opens into full bloom")
            .seconds(new StringOrInteger("4"))
            .addFrameImagesItem(frame(new StringOrMediaUrl(bud), "first_frame"))
            .addFrameImagesItem(
                frame(new StringOrMediaUrl("https://studio.example.org/bloom.png"), "last_frame"));
    Video video = completed(videos, videos.createVideo(request, null, null, null).getId());

    VideoList page = videos.listVideos(5, "desc", null, "completed", null, null, null, null);
    assertThat(video.getOperation()).isEqualTo("first_last_frame");
    assertThat(page.getData()).extracting(Video::getId).containsExactly(video.getId());
    assertThat(page.getHasMore()).isFalse();
    assertThat(videos.deleteVideo(video.getId(), null).getDeleted()).isTrue();
    assertThatThrownBy(() -> videos.retrieveVideo(video.getId(), null, null))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.getCode()).isEqualTo(404))
        .hasMessageContaining("video_not_found");
  }

  @Test
  void webhooksAndModelsAreRead() throws Exception {
    var webhooks = new WebhooksApi(client);
    var wanted =
        new CreateWebhookEndpointRequest()
            .url("https://studio.example.org/hooks")
            .eventTypes(List.of("video.completed"));

    assertThat(webhooks.createWebhookEndpoint(wanted).getSigningSecret()).startsWith("whsec_");
    assertThat(webhooks.listWebhookEndpoints(20, null).getData()).hasSize(1);
    assertThat(new ModelsApi(client).listVideoModels().getData())
        .anySatisfy(model -> assertThat(model.getRoutes()).containsKey("runware"));
  }

  /// As a receiver reads one: what a large or a test event lacks is no fault.
  @Test
  void anEventIsRead() {
    VideoEvent event =
        ApiClient.createDefaultObjectMapper()
            .readValue(
                """
                {"id": "evt_1", "object": "event", "created_at": 1795190497, "type": "video.failed",
                 "sequence": 6, "data": {"id": "video_1", "object": "video", "status": "failed"}}
                """,
                VideoEvent.class);

    assertThat(event.getType()).isEqualTo(VideoEvent.TypeEnum.VIDEO_FAILED);
    assertThat(event.getData().getId()).isEqualTo("video_1");
  }

  private static FrameImage frame(StringOrMediaUrl url, String type) {
    return new FrameImage().imageUrl(url).frameType(FrameImage.FrameTypeEnum.fromValue(type));
  }

  private static Video completed(VideosApi videos, String id) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> videos.retrieveVideo(id, 5, null),
            video -> video.getStatus() == Video.StatusEnum.COMPLETED);
  }
}
