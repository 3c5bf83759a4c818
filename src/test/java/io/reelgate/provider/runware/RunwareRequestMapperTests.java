package io.reelgate.provider.runware;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.VideoSpec.Shape;
import io.reelgate.provider.Orders;
import io.reelgate.provider.http.ProviderJson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exact bodies, since the provider refuses a key too many and a key too few.
class RunwareRequestMapperTests {
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final String FIRST = "https://m.test/first.png";
  private static final String LAST = "https://m.test/last.png";
  private static final String HEAD =
      "{\"taskType\":\"videoInference\",\"taskUUID\":\""
          + Orders.TOKEN
          + "\",\"model\":\"bytedance:seedance@2.0-mini\",\"positivePrompt\":\"go\",";
  private static final String TAIL = "\"ttl\":604800,\"includeCost\":true,\"numberResults\":1}";
  private static final String OUTPUT =
      "\"settings\":{\"audio\":false},%s"
          + "\"outputType\":\"URL\",\"outputFormat\":\"MP4\",\"deliveryMethod\":\"async\",";

  @Test
  void textToVideoSendsPixelsAndNoTier() {
    assertThat(body(Operation.TEXT_TO_VIDEO, Media.NONE, shape("21:9", 1)))
        .isEqualTo(
            HEAD + "\"width\":992,\"height\":432,\"duration\":4," + OUTPUT.formatted("") + TAIL);
  }

  @Test
  void aFirstFrameSendsItsTierAndNoPixels() {
    Media media = new Media(FIRST, null, List.of(), null);
    String frames =
        "\"inputs\":{\"frameImages\":[{\"image\":\"https://m.test/first.png\",\"frame\":\"first\"}]},";
    assertThat(body(Operation.IMAGE_TO_VIDEO, media, shape("1:1", 1)))
        .isEqualTo(
            HEAD + "\"resolution\":\"480p\",\"duration\":4," + OUTPUT.formatted(frames) + TAIL);
  }

  @Test
  void firstAndLastFrameAreNamed() {
    Media media = new Media(FIRST, LAST, List.of(), null);
    String frames =
        "\"inputs\":{\"frameImages\":[{\"image\":\"https://m.test/first.png\",\"frame\":\"first\"},"
            + "{\"image\":\"https://m.test/last.png\",\"frame\":\"last\"}]},";
    assertThat(body(Operation.FIRST_LAST_FRAME, media, shape(Shape.ADAPTIVE, 1)))
        .isEqualTo(
            HEAD + "\"resolution\":\"480p\",\"duration\":4," + OUTPUT.formatted(frames) + TAIL);
  }

  @Test
  void referencesAreSortedByKindAndGoWithPixels() {
    Media media =
        new Media(
            null,
            null,
            List.of(
                new Reference(ReferenceKind.IMAGE, "https://m.test/1.png"),
                new Reference(ReferenceKind.VIDEO, "https://m.test/2.mp4"),
                new Reference(ReferenceKind.AUDIO, "https://m.test/3.mp3"),
                new Reference(ReferenceKind.IMAGE, "https://m.test/4.png")),
            null);
    String inputs =
        "\"inputs\":{\"referenceImages\":[\"https://m.test/1.png\",\"https://m.test/4.png\"],"
            + "\"referenceVideos\":[\"https://m.test/2.mp4\"],"
            + "\"referenceAudios\":[\"https://m.test/3.mp3\"]},";
    assertThat(body(Operation.REFERENCE_TO_VIDEO, media, shape("9:16", 1)))
        .isEqualTo(
            HEAD
                + "\"width\":496,\"height\":864,\"duration\":4,"
                + OUTPUT.formatted(inputs)
                + TAIL);
  }

  @Test
  void severalVideosAreOneTaskUnderOneName() {
    Shape four = shape("16:9", 4);
    assertThat(body(Operation.TEXT_TO_VIDEO, Media.NONE, four)).endsWith("\"numberResults\":4}");
    TaskName name = TaskName.of(Orders.TOKEN, 4);
    assertThat(name.upstreamId()).isEqualTo(Orders.TOKEN + "#4");
    assertThat(TaskName.parse(name.upstreamId())).isEqualTo(name);
    assertThat(TaskName.parse(Orders.TOKEN.toString())).isEqualTo(TaskName.of(Orders.TOKEN, 1));
  }

  @Test
  void permittedOptionsGoAlongUntouched() {
    Map<String, Object> options =
        Map.of(
            "outputQuality",
            80,
            "safety",
            Map.of("mode", "full"),
            "ttl",
            3600,
            "uploadEndpoint",
            "https://s3.test/put?signed=1");
    assertThat(body(Offers.terms(), options, URI.create("https://hooks.test/rw?t=9b1e")))
        .endsWith(
            "\"outputType\":\"URL\",\"outputFormat\":\"MP4\",\"outputQuality\":80,"
                + "\"deliveryMethod\":\"async\",\"webhookURL\":\"https://hooks.test/rw?t=9b1e\","
                + "\"uploadEndpoint\":\"https://s3.test/put?signed=1\","
                + "\"safety\":{\"mode\":\"full\"},\"ttl\":3600,\"includeCost\":true,"
                + "\"numberResults\":1}");
  }

  @Test
  void anOptionOutsideTheListAndOneOfAnotherProviderChangeNothing() {
    String plain = body(Offers.terms(), Map.of(), null);
    assertThat(
            body(Offers.terms(), Map.of("includeCost", false, "taskUUID", "x", "width", 1), null))
        .isEqualTo(plain);
    assertThat(body(Offers.withoutOptions(), Map.of("ttl", 60), null)).contains("\"ttl\":604800,");
  }

  @Test
  void anOptionOfAnotherTypeIsReadOrLeftOut() {
    assertThat(body(Offers.terms(), Map.of("ttl", "3600"), null)).contains("\"ttl\":3600,");
    assertThat(body(Offers.terms(), Map.of("ttl", "soon", "safety", 7), null))
        .isEqualTo(body(Offers.terms(), Map.of(), null));
  }

  @ParameterizedTest
  @CsvSource({
    "60, 60",
    "3600, 3600",
    "1000000, 1000000",
    "1, 60",
    "-5, 60",
    "999999999999999999, 31536000"
  })
  void filesAreKeptAsLongAsTheCallerSays(long ttl, long seconds) {
    assertThat(kept(Map.of("ttl", ttl), Offers.terms())).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void filesOfACallerWhoDoesNotSayAreKeptAsLongAsTheOfferSays() {
    Duration usual = Offers.mini().retention();
    assertThat(kept(Map.of(), Offers.terms())).isEqualTo(usual);
    assertThat(kept(Map.of("ttl", 60), Offers.withoutOptions())).isEqualTo(usual);
    assertThat(kept(Map.of("outputQuality", 60), Offers.terms())).isEqualTo(usual);
  }

  private static Duration kept(Map<String, Object> options, Terms terms) {
    VideoSpec spec =
        spec(Operation.TEXT_TO_VIDEO, Media.NONE, shape("16:9", 1), Map.of("runware", options));
    return RunwareRequestMapper.kept(spec, terms).orElse(Offers.mini().retention());
  }

  private static String body(Operation operation, Media media, Shape shape) {
    return body(operation, media, shape, Offers.terms(), Map.of(), null);
  }

  private static String body(Terms terms, Map<String, Object> options, @Nullable URI webhook) {
    return body(
        Operation.TEXT_TO_VIDEO,
        Media.NONE,
        shape("16:9", 1),
        terms,
        Map.of("runware", options, "wavespeed", Map.of("ttl", 1)),
        webhook);
  }

  private static String body(
      Operation operation,
      Media media,
      Shape shape,
      Terms terms,
      Map<String, Map<String, Object>> options,
      @Nullable URI webhook) {
    VideoSpec spec = spec(operation, media, shape, options);
    TaskName name = TaskName.of(Orders.TOKEN, shape.outputs());
    return new String(
        ProviderJson.write(RunwareRequestMapper.task(name, spec, terms, webhook)), UTF_8);
  }

  private static VideoSpec spec(
      Operation operation, Media media, Shape shape, Map<String, Map<String, Object>> options) {
    return new VideoSpec(
        MINI, operation, "go", shape, media, new VideoSpec.Extras(false, "blurry", 7L, options));
  }

  private static Shape shape(String ratio, int outputs) {
    Size size =
        switch (ratio) {
          case "16:9" -> new Size(864, 496);
          case "9:16" -> new Size(496, 864);
          case "1:1" -> new Size(640, 640);
          case "21:9" -> new Size(992, 432);
          default -> null;
        };
    return new Shape(Seconds.of(4), "480p", ratio, size, outputs);
  }
}
