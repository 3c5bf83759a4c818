package io.reelgate.provider.wavespeed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.VideoSpec.Shape;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.provider.http.ProviderJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The exact bodies, since a key too many is dropped by the provider without a word.
class WaveSpeedRequestMapperTests {
  private static final Catalog CATALOG = Catalogs.shipped();
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final String FIRST = "https://m.test/first.png";
  private static final String LAST = "https://m.test/last.png";
  private static final String CLIP = "https://m.test/clip.mp4";
  private static final List<Reference> REFERENCES =
      List.of(
          new Reference(ReferenceKind.IMAGE, "https://m.test/1.png"),
          new Reference(ReferenceKind.VIDEO, "https://m.test/2.mp4"),
          new Reference(ReferenceKind.AUDIO, "https://m.test/3.mp3"),
          new Reference(ReferenceKind.IMAGE, "https://m.test/4.png"));

  @Test
  void textToVideoSendsItsResolvedShape() {
    assertThat(body(Operation.TEXT_TO_VIDEO, Media.NONE, shape(Seconds.of(4), "21:9")))
        .isEqualTo(
            """
            {"prompt":"go","aspect_ratio":"21:9","resolution":"480p","duration":4,\
            "generate_audio":false}\
            """);
  }

  @Test
  void imageToVideoSendsTheFirstFrame() {
    Media media = new Media(FIRST, null, List.of(), null);
    assertThat(body(Operation.IMAGE_TO_VIDEO, media, shape(Seconds.of(15), "1:1")))
        .isEqualTo(
            """
            {"prompt":"go","image":"https://m.test/first.png","aspect_ratio":"1:1",\
            "resolution":"480p","duration":15,"generate_audio":false}\
            """);
  }

  @Test
  void anAdaptiveRatioIsNotSent() {
    Media media = new Media(FIRST, LAST, List.of(), null);
    assertThat(body(Operation.FIRST_LAST_FRAME, media, shape(Seconds.of(5), Shape.ADAPTIVE)))
        .isEqualTo(
            """
            {"prompt":"go","image":"https://m.test/first.png",\
            "last_image":"https://m.test/last.png","resolution":"480p","duration":5,\
            "generate_audio":false}\
            """);
  }

  @Test
  void referencesAreSortedByKindAndKeepTheirOrder() {
    Media media = new Media(null, null, REFERENCES, null);
    assertThat(body(Operation.REFERENCE_TO_VIDEO, media, shape(Seconds.of(5), "16:9")))
        .isEqualTo(
            """
            {"prompt":"go","reference_images":["https://m.test/1.png","https://m.test/4.png"],\
            "reference_videos":["https://m.test/2.mp4"],\
            "reference_audios":["https://m.test/3.mp3"],"aspect_ratio":"16:9",\
            "resolution":"480p","duration":5,"generate_audio":false}\
            """);
  }

  @Test
  void anEditOfAutomaticLengthSendsNoDuration() {
    Media media = new Media(null, null, List.of(), new VideoSpec.Source(CLIP, null, 7.2));
    assertThat(body(Operation.EDIT, media, shape(new Seconds.Auto(), Shape.ADAPTIVE)))
        .isEqualTo(
            """
            {"prompt":"go","video":"https://m.test/clip.mp4","resolution":"480p",\
            "generate_audio":false}\
            """);
  }

  @Test
  void anEditTakesImagesAndSoundsButNoClipsAsReferences() {
    Media media = new Media(null, null, REFERENCES, new VideoSpec.Source(CLIP, "video_1", null));
    assertThat(body(Operation.EDIT, media, shape(Seconds.of(6), "3:4")))
        .isEqualTo(
            """
            {"prompt":"go","video":"https://m.test/clip.mp4",\
            "reference_images":["https://m.test/1.png","https://m.test/4.png"],\
            "reference_audios":["https://m.test/3.mp3"],"aspect_ratio":"3:4",\
            "resolution":"480p","duration":6,"generate_audio":false}\
            """);
  }

  @Test
  void anExtensionHasALastFrameAndNeverARatio() {
    Media media = new Media(null, LAST, List.of(), new VideoSpec.Source(CLIP, null, null));
    assertThat(body(Operation.EXTEND, media, shape(Seconds.of(5), "16:9")))
        .isEqualTo(
            """
            {"prompt":"go","last_image":"https://m.test/last.png",\
            "video":"https://m.test/clip.mp4","resolution":"480p","duration":5,\
            "generate_audio":false}\
            """);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, true", "true, false"})
  void webSearchIsSentWhereItIsOfferedAndAskedFor(boolean wanted, boolean offered) {
    VideoSpec.Extras extras =
        new VideoSpec.Extras(
            true, null, null, Map.of("wavespeed", Map.of("enable_web_search", wanted)));
    String body = body(extras, offered ? terms(Operation.TEXT_TO_VIDEO) : without());
    assertThat(body.contains("\"enable_web_search\":" + wanted)).isEqualTo(offered);
  }

  @Test
  void anotherProvidersOptionsAndOddValuesAreNotSent() {
    VideoSpec.Extras extras =
        new VideoSpec.Extras(
            true,
            "rain",
            7L,
            Map.of(
                "runware", Map.of("enable_web_search", true),
                "wavespeed", Map.of("enable_web_search", "yes", "prompt", "other")));
    assertThat(body(extras, terms(Operation.TEXT_TO_VIDEO)))
        .doesNotContain("web_search", "seed", "negative", "rain", "other")
        .contains("\"generate_audio\":true");
  }

  private static String body(Operation operation, Media media, Shape shape) {
    VideoSpec.Extras silent = new VideoSpec.Extras(false, null, null, Map.of());
    return json(new VideoSpec(MINI, operation, "go", shape, media, silent), terms(operation));
  }

  private static String body(VideoSpec.Extras extras, Terms terms) {
    Shape shape = shape(Seconds.of(5), "16:9");
    return json(
        new VideoSpec(MINI, Operation.TEXT_TO_VIDEO, "go", shape, Media.NONE, extras), terms);
  }

  private static String json(VideoSpec spec, Terms terms) {
    return new String(ProviderJson.write(WaveSpeedRequestMapper.task(spec, terms)), UTF_8);
  }

  private static Shape shape(Seconds seconds, String ratio) {
    return new Shape(seconds, "480p", ratio, null, 1);
  }

  private static Terms terms(Operation operation) {
    OfferId offer = new OfferId(WaveSpeedAdapter.ID, MINI);
    return CATALOG.offer(offer).orElseThrow().terms(operation).orElseThrow();
  }

  private static Terms without() {
    Terms terms = terms(Operation.TEXT_TO_VIDEO);
    return new Terms(
        terms.upstream(),
        terms.prompt(),
        terms.resolutions(),
        terms.aspectRatios(),
        terms.frameLeads(),
        terms.seconds(),
        terms.audioChoice(),
        terms.references(),
        Map.of(),
        terms.outputs(),
        terms.honours(),
        terms.expected(),
        terms.prices());
  }
}
