package io.reelgate.provider.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Terms.Wish;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.provider.http.ProviderJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The exact bodies.
class EmpirioLabsRequestMapperTests {
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final String FIRST = "https://m.test/first.png";
  private static final String LAST = "https://m.test/last.png";
  private static final VideoSpec.Source CLIP =
      new VideoSpec.Source("https://m.test/clip.mp4", null, null);

  @Test
  void textToVideo() {
    assertThat(body(Operation.TEXT_TO_VIDEO, Media.NONE, Seconds.of(4), null))
        .isEqualTo(
            """
            {"model":"seedance-2-0-mini","mode":"t2v","prompt":"go","resolution":"480p",\
            "aspect_ratio":"16:9","custom_duration":true,"duration":4,"generate_audio":false}\
            """);
  }

  @Test
  void aLengthThatTheModelChoosesIsNotSaid() {
    assertThat(body(Operation.TEXT_TO_VIDEO, Media.NONE, new Seconds.Auto(), null))
        .isEqualTo(
            """
            {"model":"seedance-2-0-mini","mode":"t2v","prompt":"go","resolution":"480p",\
            "aspect_ratio":"16:9","custom_duration":false,"generate_audio":false}\
            """);
  }

  @Test
  void imageToVideo() {
    assertThat(
            body(
                Operation.IMAGE_TO_VIDEO,
                new Media(FIRST, null, List.of(), null),
                Seconds.of(15),
                "blur"))
        .contains("\"mode\":\"i2v_first\"")
        .endsWith(
            """
            "generate_audio":false,"image":"https://m.test/first.png","negative_prompt":"blur"}\
            """);
  }

  @Test
  void whatHasNoEffectIsNotSent() {
    VideoSpec spec =
        new VideoSpec(
            MINI,
            Operation.TEXT_TO_VIDEO,
            "go",
            new VideoSpec.Shape(Seconds.of(5), "720p", "16:9", null, 1),
            Media.NONE,
            new VideoSpec.Extras(true, "blur", 7L, Map.of()));
    assertThat(body(spec, Set.of())).doesNotContain("negative_prompt").doesNotContain("seed\"");
    assertThat(body(spec, Set.of(Wish.NEGATIVE_PROMPT))).contains("\"negative_prompt\":\"blur\"");
  }

  @Test
  void firstAndLastFrame() {
    Media media = new Media(FIRST, LAST, List.of(), null);
    assertThat(body(Operation.FIRST_LAST_FRAME, media, Seconds.of(5), " "))
        .contains("\"mode\":\"i2v_both\"")
        .endsWith(
            """
            "generate_audio":false,"image":"https://m.test/first.png",\
            "image_end":"https://m.test/last.png"}\
            """);
  }

  @Test
  void oneReference() {
    Reference image = new Reference(ReferenceKind.IMAGE, "https://m.test/1.png");
    assertThat(
            body(
                Operation.REFERENCE_TO_VIDEO,
                new Media(null, null, List.of(image), null),
                Seconds.of(5),
                null))
        .contains("\"mode\":\"reference\"")
        .endsWith("\"generate_audio\":false,\"image\":\"https://m.test/1.png\"}");
    Reference clip = new Reference(ReferenceKind.VIDEO, "https://m.test/2.mp4");
    assertThat(
            body(
                Operation.REFERENCE_TO_VIDEO,
                new Media(null, null, List.of(clip), null),
                Seconds.of(5),
                null))
        .endsWith("\"generate_audio\":false,\"video\":\"https://m.test/2.mp4\"}");
  }

  @Test
  void editTakesOnlyItsSource() {
    assertThat(body(Operation.EDIT, new Media(null, null, List.of(), CLIP), Seconds.of(5), null))
        .contains("\"mode\":\"edit\"")
        .endsWith("\"generate_audio\":false,\"video\":\"https://m.test/clip.mp4\"}");
  }

  @Test
  void extendMayEndInAFrame() {
    assertThat(body(Operation.EXTEND, new Media(null, LAST, List.of(), CLIP), Seconds.of(5), null))
        .contains("\"mode\":\"extend\"")
        .endsWith(
            """
            "generate_audio":false,"image_end":"https://m.test/last.png",\
            "video":"https://m.test/clip.mp4"}\
            """);
  }

  private static String body(
      Operation operation, Media media, Seconds seconds, @Nullable String negativePrompt) {
    VideoSpec spec =
        new VideoSpec(
            MINI,
            operation,
            "go",
            new VideoSpec.Shape(seconds, "480p", "16:9", null, 1),
            media,
            new VideoSpec.Extras(false, negativePrompt, 7L, Map.of()));
    return body(spec, Set.of(Wish.NEGATIVE_PROMPT));
  }

  private static String body(VideoSpec spec, Set<Wish> honoured) {
    return new String(
        ProviderJson.write(
            EmpirioLabsRequestMapper.generation(spec, "seedance-2-0-mini", honoured)),
        UTF_8);
  }
}
