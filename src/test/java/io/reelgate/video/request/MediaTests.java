package io.reelgate.video.request;

import static io.reelgate.video.request.Posts.json;
import static io.reelgate.video.request.Posts.refusal;
import static io.reelgate.video.request.Posts.refusalOf;
import static io.reelgate.video.request.Posts.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Inputs: which forms they have, what they may not be together, and which operation they make.
class MediaTests {
  private static final String A = "https://a.example.org/a.png";
  private static final String FIRST =
      "{\"image_url\": \"" + A + "\", \"frame_type\": \"first_frame\"}";

  private static String filled(String members) {
    return members
        .replace("FIRST", FIRST)
        .replace("LAST", FIRST.replace("first_", "last_"))
        .replace("URL", A);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"input_reference\": \"data:image/png;base64,AA\" | input_reference",
        "\"input_reference\": {\"image_url\": \"DATA:image/png;base64,AA\"}"
            + " | input_reference.image_url",
        "\"input_reference\": {\"file_id\": \"file-1\"} | input_reference.file_id",
        "\"input_reference\": \"file-1\" | input_reference",
        "\"first_frame\": \"data:,\" | first_frame",
        "\"frame_images\": [{\"file_id\": \"f\"}] | frame_images[0].file_id",
        "\"frame_images\": [{\"image_url\": {\"url\": \"data:,\"}}] | frame_images[0].image_url.url",
        "\"input_references\": [\"data:,\"] | input_references[0]",
        "\"input_references\": [{\"file_id\": 1}] | input_references[0].file_id",
        "\"video\": \"data:video/mp4;base64,AA\" | video",
        "\"video\": {\"file_id\": \"f\"} | video.file_id"
      })
  void whatIsNotBehindAUrlIsRefusedAsAnUpload(String members, String param) {
    ProblemException refusal = refusalOf(members);

    assertThat(refusal.code().word()).isEqualTo("invalid_media");
    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.detail()).contains("send a public http or https URL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.png",
        "ftp://a.example.org/a",
        "https://",
        "https:///a",
        "https://:80/a",
        "https://me@a.example.org/",
        "https://a b.example.org/",
        "http:a",
        "//a.example.org/a",
        "javascript:alert(1)"
      })
  void mediaUrlsMustBePublicAddresses(String url) {
    ProblemException refusal = refusalOf("\"first_frame\": \"" + url + "\"");

    assertThat(refusal.code().word()).isEqualTo("invalid_value");
    assertThat(refusal.param()).isEqualTo("first_frame");
  }

  @Test
  void mediaUrlsAreLimited() {
    String url = A + "?" + "x".repeat(8_192 - A.length() - 1);

    assertThat(wish("\"first_frame\": \"" + url + "\"").firstFrame()).isEqualTo(url);
    assertThat(refusalOf("\"first_frame\": \"" + url + "x\"").param()).isEqualTo("first_frame");
  }

  @Test
  void hostNamesWithUnderscoresAreTaken() {
    assertThat(wish("\"first_frame\": \"https://my_bucket.example.org/a\"").firstFrame())
        .isEqualTo("https://my_bucket.example.org/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"input_reference\": \"URL\", \"first_frame\": \"URL\" | conflicting_parameters"
            + " | input_reference",
        "\"image\": \"URL\", \"frame_images\": [FIRST] | conflicting_parameters | image",
        "\"first_frame\": \"URLx\", \"frame_images\": [FIRST] | conflicting_parameters"
            + " | frame_images[0].frame_type",
        "\"frame_images\": [FIRST, LAST, FIRST] | conflicting_parameters"
            + " | frame_images[2].frame_type",
        "\"first_frame\": \"URL\", \"input_references\": [\"URL\"] | conflicting_parameters"
            + " | input_references",
        "\"first_frame\": \"URL\", \"image\": \"URL.mp4\" | conflicting_parameters | image",
        "\"last_frame\": \"URL\" | missing_required_parameter | first_frame",
        "\"input_references\": [\"URL.mp3\"] | invalid_value | input_references",
        "\"input_reference\": \"URL.mp3\" | invalid_value | input_reference",
        "\"input_reference\": [] | invalid_value | input_reference",
        "\"input_reference\": [\"URL\", \"URL\"] | invalid_value | input_reference",
        "\"input_reference\": {} | missing_required_parameter | input_reference.image_url",
        "\"frame_images\": [{\"image_url\": \"URL\"}] | missing_required_parameter"
            + " | frame_images[0].frame_type",
        "\"frame_images\": [{\"frame_type\": \"first_frame\"}] | missing_required_parameter"
            + " | frame_images[0].image_url",
        "\"frame_images\": [{\"frame_type\": \"middle\"}] | invalid_value"
            + " | frame_images[0].frame_type",
        "\"frame_images\": FIRST | invalid_value | frame_images",
        "\"input_references\": [{}] | invalid_value | input_references[0]",
        "\"input_references\": [{\"image_url\": \"URL\", \"video_url\": \"URL\"}] | invalid_value"
            + " | input_references[0]",
        "\"input_references\": [{\"type\": \"video_url\", \"image_url\": \"URL\"}]"
            + " | conflicting_parameters | input_references[0].type",
        "\"video\": \"URL\" | unsupported_parameter | video",
        "\"first_frame\": \"URL\", \"operation\": \"text_to_video\" | conflicting_parameters"
            + " | operation"
      })
  void inputsThatCannotBeMeantAreRefused(String members, String code, String param) {
    ProblemException refusal = refusalOf(filled(members));

    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"n\": 1 | TEXT_TO_VIDEO",
        "\"first_frame\": \"URL\" | IMAGE_TO_VIDEO",
        "\"input_reference\": \"URL\" | IMAGE_TO_VIDEO",
        "\"first_frame\": \"URL\", \"frame_images\": [FIRST] | IMAGE_TO_VIDEO",
        "\"frame_images\": [LAST, FIRST] | FIRST_LAST_FRAME",
        "\"input_reference\": \"URL\", \"last_frame\": \"URL\" | FIRST_LAST_FRAME",
        "\"input_references\": [\"URL\", \"URL.mp3\"] | REFERENCE_TO_VIDEO",
        "\"input_reference\": \"URL.mp4\" | REFERENCE_TO_VIDEO"
      })
  void theInputsTellTheOperation(String members, Operation operation) {
    String body = "{\"prompt\": \"x\", " + filled(members) + "}";

    assertThat(Posts.decode(body).operation()).isEqualTo(operation);
  }

  @Test
  void picturesMayStandWithoutPrompt() {
    assertThat(Posts.decode("{\"image\": \"" + A + "\"}").operation())
        .isEqualTo(Operation.IMAGE_TO_VIDEO);
  }

  @Test
  void referencesKeepTheirOrderAndKind() {
    assertThat(
            wish("""
            "input_references": [
              {"audio_url": {"url": "https://a.example.org/1"}},
              {"type": "video_url", "video_url": "https://a.example.org/2"},
              "https://a.example.org/3.webp"]
            """)
                .references())
        .containsExactly(
            new Reference(ReferenceKind.AUDIO, "https://a.example.org/1"),
            new Reference(ReferenceKind.VIDEO, "https://a.example.org/2"),
            new Reference(ReferenceKind.IMAGE, "https://a.example.org/3.webp"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"video_1\" | video_1 |",
        "{\"id\": \"video_1\"} | video_1 |",
        "\"no such id\" | no such id |",
        "\"https://a.example.org/a.png\" | | https://a.example.org/a.png",
        "{\"url\": \"https://a.example.org/a.png\"} | | https://a.example.org/a.png"
      })
  void aSourceIsAnIdOrAUrl(String video, @Nullable String id, @Nullable String url) {
    String body = "{\"prompt\": \"x\", \"video\": " + video + "}";

    DecodedRequest decoded = Posts.DECODER.decode(json(body), new Purpose.Edit());

    assertThat(decoded.request().video()).isEqualTo(new SourceVideo(id, url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EDIT | \"prompt\": \"x\" | missing_required_parameter | video",
        "EDIT | \"video\": \"v\" | missing_required_parameter | prompt",
        "EDIT | \"video\": {\"id\": \"a\", \"url\": \"URL\"} | invalid_value | video",
        "EDIT | \"video\": \"ftp://a\" | invalid_value | video",
        "EDIT | \"video\": \"v\", \"first_frame\": \"URL\" | unsupported_parameter | first_frame",
        "EDIT | \"video\": \"v\", \"image\": \"URL\" | unsupported_parameter | image",
        "EDIT | \"video\": \"v\", \"last_frame\": \"URL\" | unsupported_parameter | last_frame",
        "EXTEND | \"prompt\": \"x\" | missing_required_parameter | video",
        "EXTEND | \"video\": \"v\", \"first_frame\": \"URL\" | unsupported_parameter | first_frame",
        "REMIX | \"prompt\": \"x\", \"video\": \"v\" | unsupported_parameter | video",
        "REMIX | \"n\": 1 | missing_required_parameter | prompt"
      })
  void operationsOnASourceNeedIt(String purpose, String members, String code, String param) {
    ProblemException refusal = refusal(json("{" + filled(members) + "}"), purpose(purpose));

    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }

  private static Purpose purpose(String word) {
    return switch (word) {
      case "EDIT" -> new Purpose.Edit();
      case "EXTEND" -> new Purpose.Extension();
      default -> new Purpose.Remix("video_1");
    };
  }

  @Test
  void extensionsTakeALastFrame() {
    String body =
        filled(
            "{\"prompt\": \"x\", \"video\": \"v\", \"operation\": \"extend\", \"last_frame\": \"URL\"}");

    DecodedRequest decoded = Posts.DECODER.decode(json(body), new Purpose.Extension());

    assertThat(decoded.request().lastFrame()).isEqualTo(A);
    assertThat(decoded.operation()).isEqualTo(Operation.EXTEND);
  }

  @Test
  void longIdsAreRefused() {
    String body = "{\"prompt\": \"x\", \"video\": \"" + "v".repeat(101) + "\"}";

    assertThat(refusal(json(body), new Purpose.Edit()).param()).isEqualTo("video");
  }
}
