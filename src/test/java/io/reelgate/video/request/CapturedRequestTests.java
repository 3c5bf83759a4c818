package io.reelgate.video.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every POST that real SDKs were recorded to send, byte for byte.
class CapturedRequestTests {
  private static final String VIDEO = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";

  private static DecodedRequest same(String... names) throws IOException {
    List<DecodedRequest> decoded = new ArrayList<>();
    for (String name : names) {
      decoded.add(CapturedRequest.named(name).decode());
    }
    assertThat(decoded).allMatch(decoded.getFirst()::equals);
    assertThat(decoded.getFirst().warnings()).isEmpty();
    return decoded.getFirst();
  }

  @Test
  void plainCreatesAreTheSameForEveryClient() throws IOException {
    DecodedRequest decoded = same("js-create-plain", "py-create-plain", "java-create-plain");

    CreateVideoRequest request = decoded.request();
    assertThat(request.prompt()).isEqualTo("A paper lantern – ünïcode 灯");
    assertThat(request.model()).isEqualTo("seedance-2.0-mini");
    assertThat(request.seconds()).isEqualTo(Seconds.of(5));
    assertThat(request.size()).isEqualTo(new Size(1280, 720));
    assertThat(decoded.operation()).isEqualTo(Operation.TEXT_TO_VIDEO);
  }

  @Test
  void extraFieldsAreTheSameForEveryOrderOfArrays() throws IOException {
    DecodedRequest decoded =
        same("js-create-extra-fields", "py-create-extra-fields", "java-create-extra-fields");

    CreateVideoRequest request = decoded.request();
    assertThat(request.resolution()).isEqualTo("720p");
    assertThat(request.seed()).isEqualTo(7L);
    assertThat(request.generateAudio()).isFalse();
    assertThat(request.metadata()).isEqualTo(Map.of("project", "harbour"));
    assertThat(Objects.requireNonNull(request.provider()).order())
        .containsExactly("runware", "wavespeed");
    assertThat(request.firstFrame()).isEqualTo("https://studio.example.org/a.png");
    assertThat(request.lastFrame()).isEqualTo("https://studio.example.org/b.png");
    assertThat(decoded.operation()).isEqualTo(Operation.FIRST_LAST_FRAME);
  }

  @Test
  void extraFieldsAsJsonAreTheSameToo() throws IOException {
    DecodedRequest json =
        Posts.decode(
            """
            {"seed": "7", "metadata": {"project": "harbour"}, "prompt": "x", "duration": 5,
             "provider": {"order": ["runware", "wavespeed"]}, "generate_audio": "false",
             "last_frame": "https://studio.example.org/b.png", "resolution": "720p",
             "first_frame": "https://studio.example.org/a.png", "model": "seedance-2.0-mini"}
            """);

    assertThat(json.fingerprint()).isEqualTo(same("py-create-extra-fields").fingerprint());
  }

  @Test
  void framesAsJsonTextAreRead() throws IOException {
    DecodedRequest decoded = same("js-create-frames-as-json-string");

    assertThat(decoded.request().firstFrame()).isEqualTo("https://studio.example.org/a.png");
    assertThat(decoded.operation()).isEqualTo(Operation.IMAGE_TO_VIDEO);
  }

  @Test
  void imageUrlObjectsAreTheSameForEveryClient() throws IOException {
    DecodedRequest decoded =
        same(
            "js-create-image-url-object",
            "java-create-image-url-object",
            "py-create-image-url-extra-body");

    assertThat(decoded.request().firstFrame()).isEqualTo("https://studio.example.org/a.png");
    assertThat(decoded.operation()).isEqualTo(Operation.IMAGE_TO_VIDEO);
  }

  @Test
  void genericJsonIsTheSameForEveryClient() throws IOException {
    DecodedRequest decoded = same("js-create-generic-json", "py-create-generic-json");

    assertThat(decoded.request().seconds()).isEqualTo(Seconds.of(5));
  }

  @Test
  void remixesAreTheSameForEveryClient() throws IOException {
    DecodedRequest decoded = same("js-remix", "py-remix", "java-remix");

    assertThat(decoded.request().prompt()).isEqualTo("rain");
    assertThat(decoded.request().video()).isEqualTo(new SourceVideo(VIDEO, null));
    assertThat(decoded.operation()).isEqualTo(Operation.EDIT);
  }

  @Test
  void editsByIdAreTheSameForEveryClient() throws IOException {
    DecodedRequest decoded = same("js-edit-by-id", "py-edit-by-id-extra-body", "java-edit-by-id");

    assertThat(decoded.request().video()).isEqualTo(new SourceVideo(VIDEO, null));
    assertThat(decoded.operation()).isEqualTo(Operation.EDIT);
  }

  @Test
  void extensionsByIdAreTheSameForEveryClient() throws IOException {
    DecodedRequest decoded =
        same("js-extend-by-id", "py-extend-by-id-extra-body", "java-extend-by-id");

    assertThat(decoded.request().seconds()).isEqualTo(Seconds.of(5));
    assertThat(decoded.operation()).isEqualTo(Operation.EXTEND);
  }

  @Test
  void editAndRemixOfOneVideoAreNotTheSame() throws IOException {
    assertThat(same("js-edit-by-id").fingerprint()).isNotEqualTo(same("js-remix").fingerprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "js-create-upload-memory",
        "js-create-upload-stream",
        "py-create-upload-memory",
        "py-create-upload-path",
        "java-create-upload-path",
        "java-create-upload-inputstream"
      })
  void uploadsAllGetTheOneAnswer(String name) throws IOException {
    CapturedRequest capture = CapturedRequest.named(name);

    ProblemException refusal = Posts.refusal(capture.toServlet(), capture.purpose());

    assertThat(refusal.code()).isEqualTo(ProblemCode.INVALID_MEDIA);
    assertThat(refusal.param()).isEqualTo("input_reference");
    assertThat(refusal.detail())
        .isEqualTo(
            "input_reference cannot be a file, a data: URL or a file id, because uploads are not"
                + " supported yet; send a public http or https URL instead");
  }
}
