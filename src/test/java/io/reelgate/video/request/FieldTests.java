package io.reelgate.video.request;

import static io.reelgate.video.request.Posts.decode;
import static io.reelgate.video.request.Posts.refusal;
import static io.reelgate.video.request.Posts.refusalOf;
import static io.reelgate.video.request.Posts.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.money.Usd;
import io.reelgate.problem.ProblemException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each field of a JSON body: what it takes, under which names, and how it refuses.
class FieldTests {
  private static final String URL = "https://studio.example.org/a.png";

  @Test
  void theShapeArrivesTyped() {
    CreateVideoRequest request =
        wish(
            """
            "model": "m", "seconds": 5, "size": "1280x720", "resolution": "720p",
            "aspect_ratio": "16:9", "generate_audio": true, "negative_prompt": "blur",
            "seed": 4294967295, "n": 4, "fps": 24, "watermark": false, "camera_fixed": true,
            "return_last_frame": true
            """);

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.seconds()).isEqualTo(Seconds.of(5));
    assertThat(request.size()).isEqualTo(new Size(1280, 720));
    assertThat(request.resolution()).isEqualTo("720p");
    assertThat(request.aspectRatio()).isEqualTo("16:9");
    assertThat(request.generateAudio()).isTrue();
    assertThat(request.negativePrompt()).isEqualTo("blur");
    assertThat(request.seed()).isEqualTo(4_294_967_295L);
    assertThat(request.n()).isEqualTo(4);
    assertThat(request.fps()).isEqualTo(24);
    assertThat(request.watermark()).isFalse();
    assertThat(request.cameraFixed()).isTrue();
    assertThat(request.returnLastFrame()).isTrue();
  }

  @Test
  void theTermsArriveTyped() {
    CreateVideoRequest request =
        wish(
            """
            "operation": "text_to_video", "max_cost": "0.60", "deadline_seconds": 60,
            "callback_url": "https://studio.example.org/hook", "callback_format": "openrouter",
            "metadata": {"project": "harbour", "empty": "", "gone": null}, "user": "u",
            "service_tier": "flex"
            """);

    assertThat(request.operation()).isEqualTo(Operation.TEXT_TO_VIDEO);
    assertThat(request.maxCost()).isEqualTo(Usd.ofMicros(600_000));
    assertThat(request.deadlineSeconds()).isEqualTo(60);
    assertThat(request.callbackUrl()).isEqualTo("https://studio.example.org/hook");
    assertThat(request.callbackFormat()).isEqualTo("openrouter");
    assertThat(request.metadata()).isEqualTo(Map.of("project", "harbour", "empty", ""));
    assertThat(request.user()).isEqualTo("u");
    assertThat(request.serviceTier()).isEqualTo("flex");
  }

  @Test
  void thePreferencesArriveTyped() {
    ProviderPreferences provider =
        Objects.requireNonNull(
            wish("""
            "provider": {"order": ["b"], "only": ["a", "b"], "ignore": ["c"],
              "allow_fallbacks": false, "sort": "health", "require_parameters": true,
              "max_attempts": 2, "options": {"b": {"deep": [1, 1.5, null]}}}
            """)
                .provider());

    assertThat(provider.order()).containsExactly("b");
    assertThat(provider.only()).containsExactly("a", "b");
    assertThat(provider.ignore()).containsExactly("c");
    assertThat(provider.allowFallbacks()).isFalse();
    assertThat(provider.sort()).isEqualTo("health");
    assertThat(provider.requireParameters()).isTrue();
    assertThat(provider.maxAttempts()).isEqualTo(2);
    assertThat(String.valueOf(provider.options())).isEqualTo("{b={deep=[1, 1.5, null]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"duration\": 5 | \"seconds\": \"5\"",
        "\"seconds\": \"5.0\" | \"seconds\": 5",
        "\"seconds\": 5.0 | \"seconds\": 5",
        "\"seconds\": -1 | \"seconds\": \"auto\"",
        "\"seconds\": \"-1\" | \"seconds\": \"auto\"",
        "\"ratio\": \"1:1\" | \"aspect_ratio\": \"1:1\"",
        "\"aspect_ratio\": \"auto\" | \"aspect_ratio\": \"adaptive\"",
        "\"width\": 640, \"height\": \"480\" | \"size\": \"640x480\"",
        "\"image_reference\": \"URL\" | \"input_reference\": {\"image_url\": \"URL\"}",
        "\"reference_url\": \"URL\" | \"input_reference\": \"URL\"",
        "\"image\": \"URL\" | \"input_reference\": \"URL\"",
        "\"image_url\": \"URL\" | \"input_reference\": \"URL\"",
        "\"input_reference\": [\"URL\"] | \"input_reference\": \"URL\"",
        "\"input_reference\": {\"image_url\": {\"url\": \"URL\"}} | \"input_reference\": \"URL\"",
        "\"first_frame\": \"URL\" | \"input_reference\": \"URL\"",
        "\"frame_images\": [{\"image_url\": \"URL\", \"frame_type\": \"first_frame\"}]"
            + " | \"first_frame\": \"URL\"",
        "\"input_references\": [\"URL\"]"
            + " | \"input_references\": [{\"type\": \"image_url\", \"image_url\": {\"url\": \"URL\"}}]",
        "\"generate_sound\": true | \"generate_audio\": \"true\"",
        "\"num_outputs_per_prompt\": 2 | \"n\": 2",
        "\"num_results\": \"2\" | \"n\": 2",
        "\"num_frames\": 120, \"fps\": 24 | \"seconds\": 5, \"fps\": 24",
        "\"extra_body\": {\"seed\": 7} | \"seed\": 7",
        "\"extra_body\": \"{\\\"seed\\\": 7}\" | \"seed\": \"7\"",
        "\"seed\": 7.0 | \"seed\": 7",
        "\"seed\": null, \"n\": 1 | \"n\": 1",
        "\"max_cost\": 0.6 | \"max_cost\": \"0.60\"",
        "\"seconds\": 5, \"duration\": \"5\" | \"seconds\": 5",
        "\"size\": \"4x3\", \"width\": 4, \"height\": 3 | \"size\": \"4x3\"",
        "\"quality\": \"hd\", \"n\": 1 | \"n\": 1",
        "\"provider\": {\"options\": {\"a\": {\"x\": 1.0}}, \"sort\": \"price\"}"
            + " | \"provider\": {\"sort\": \"price\", \"options\": {\"a\": {\"x\": 1}}}"
      })
  void differentFormsOfOneWishAreTheSame(String left, String right) {
    assertThat(fingerprint(left)).isEqualTo(fingerprint(right));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seed\": 7 | \"seed\": 8",
        "\"seed\": -1 | \"seed\": null",
        "\"watermark\": false | \"n\": 1",
        "\"user\": \"a\" | \"user\": \"A\"",
        "\"user\": \"7\" | \"seed\": 7",
        "\"metadata\": {\"a\": \"b\"} | \"metadata\": {\"a\": \"c\"}",
        "\"metadata\": {\"a\": \"1\", \"b\": \"2\"} | \"metadata\": {\"a\": \"2\", \"b\": \"1\"}",
        "\"provider\": {\"order\": [\"a\", \"b\"]} | \"provider\": {\"order\": [\"b\", \"a\"]}",
        "\"provider\": {\"options\": {\"a\": {\"x\": 1}}}"
            + " | \"provider\": {\"options\": {\"a\": {\"x\": \"1\"}}}",
        "\"seconds\": \"auto\" | \"n\": 1",
        "\"input_references\": [\"URL\"] | \"first_frame\": \"URL\"",
        "\"num_frames\": 120 | \"seconds\": 5"
      })
  void differentWishesAreNotTheSame(String left, String right) {
    assertThat(fingerprint(left)).isNotEqualTo(fingerprint(right));
  }

  private static Fingerprint fingerprint(String members) {
    return decode("{\"prompt\": \"x\", " + members.replace("URL", URL) + "}").fingerprint();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"prompt\": \"\" | invalid_value | prompt | 32000",
        "\"prompt\": 5 | invalid_value | prompt | string",
        "\"prompt\": true | invalid_value | prompt | string",
        "\"prompt\": \"x\", \"model\": 5 | invalid_value | model | string",
        "\"prompt\": \"x\", \"seconds\": 4.5 | unsupported_duration | seconds | whole",
        "\"prompt\": \"x\", \"seconds\": \"4.5\" | unsupported_duration | seconds | whole",
        "\"prompt\": \"x\", \"duration\": 0 | unsupported_duration | duration | whole",
        "\"prompt\": \"x\", \"seconds\": -2 | unsupported_duration | seconds | auto",
        "\"prompt\": \"x\", \"seconds\": 1e300 | unsupported_duration | seconds | whole",
        "\"prompt\": \"x\", \"seconds\": \"5s\" | invalid_value | seconds | whole",
        "\"prompt\": \"x\", \"seconds\": true | invalid_value | seconds | whole",
        "\"prompt\": \"x\", \"size\": \"auto\" | unsupported_size | size | 1280x720",
        "\"prompt\": \"x\", \"size\": \"0x5\" | unsupported_size | size | 1280x720",
        "\"prompt\": \"x\", \"size\": 5 | invalid_value | size | 1280x720",
        "\"prompt\": \"x\", \"width\": 5 | missing_required_parameter | height | width",
        "\"prompt\": \"x\", \"height\": 5 | missing_required_parameter | width | height",
        "\"prompt\": \"x\", \"resolution\": \"big\" | unsupported_resolution | resolution | 720p",
        "\"prompt\": \"x\", \"ratio\": \"17:9\" | invalid_value | ratio | 16:9",
        "\"prompt\": \"x\", \"generate_audio\": \"yes\" | invalid_value | generate_audio | true",
        "\"prompt\": \"x\", \"watermark\": 1 | invalid_value | watermark | true or false",
        "\"prompt\": \"x\", \"seed\": 4294967296 | invalid_value | seed | 4294967295",
        "\"prompt\": \"x\", \"seed\": -2 | invalid_value | seed | -1",
        "\"prompt\": \"x\", \"seed\": 1.5 | invalid_value | seed | whole",
        "\"prompt\": \"x\", \"seed\": 1e300 | invalid_value | seed | whole",
        "\"prompt\": \"x\", \"n\": 0 | invalid_value | n | from 1 to 4",
        "\"prompt\": \"x\", \"n\": 5 | invalid_value | n | from 1 to 4",
        "\"prompt\": \"x\", \"num_results\": 5 | invalid_value | num_results | from 1 to 4",
        "\"prompt\": \"x\", \"deadline_seconds\": 59 | invalid_value | deadline_seconds | 60",
        "\"prompt\": \"x\", \"deadline_seconds\": 86401 | invalid_value | deadline_seconds | 86400",
        "\"prompt\": \"x\", \"max_cost\": 0 | invalid_value | max_cost | decimals",
        "\"prompt\": \"x\", \"max_cost\": \"-1\" | invalid_value | max_cost | decimals",
        "\"prompt\": \"x\", \"max_cost\": \"0.0000001\" | invalid_value | max_cost | decimals",
        "\"prompt\": \"x\", \"max_cost\": 1e30 | invalid_value | max_cost | decimals",
        "\"prompt\": \"x\", \"max_cost\": \"$1\" | invalid_value | max_cost | decimals",
        "\"prompt\": \"x\", \"service_tier\": \"gold\" | invalid_value | service_tier | flex",
        "\"prompt\": \"x\", \"callback_format\": \"x\" | invalid_value | callback_format | openrouter",
        "\"prompt\": \"x\", \"callback_format\": \"openrouter\" | missing_required_parameter"
            + " | callback_url | callback_format",
        "\"prompt\": \"x\", \"callback_url\": \"ftp://a.example.org/\" | invalid_value"
            + " | callback_url | https",
        "\"prompt\": \"x\", \"callback_url\": \"https://a:b@c.example.org/\" | invalid_value"
            + " | callback_url | password",
        "\"prompt\": \"x\", \"operation\": \"dance\" | invalid_value | operation | text_to_video",
        "\"prompt\": \"x\", \"operation\": \"edit\" | conflicting_parameters | operation"
            + " | text_to_video",
        "\"prompt\": \"x\", \"metadata\": {\"a\": 1} | invalid_value | metadata.a | string",
        "\"prompt\": \"x\", \"metadata\": \"a\" | invalid_value | metadata | 16",
        "\"prompt\": \"x\", \"metadata\": {\"\": \"a\"} | invalid_value | metadata | 64",
        "\"prompt\": \"x\", \"provider\": [] | invalid_value | provider | object",
        "\"prompt\": \"x\", \"provider\": {\"order\": \"a\"} | invalid_value | provider.order | array",
        "\"prompt\": \"x\", \"provider\": {\"order\": [1]} | invalid_value | provider.order[0]"
            + " | string",
        "\"prompt\": \"x\", \"provider\": {\"order\": [null]} | invalid_value | provider.order[0]"
            + " | null",
        "\"prompt\": \"x\", \"provider\": {\"sort\": \"luck\"} | invalid_value | provider.sort"
            + " | balanced",
        "\"prompt\": \"x\", \"provider\": {\"max_attempts\": 0} | invalid_value"
            + " | provider.max_attempts | whole",
        "\"prompt\": \"x\", \"provider\": {\"options\": {\"a\": 1}} | invalid_value"
            + " | provider.options.a | slugs",
        "\"prompt\": \"x\", \"num_frames\": 121, \"fps\": 24 | unsupported_duration | num_frames"
            + " | whole",
        "\"prompt\": \"x\", \"num_frames\": 120, \"seconds\": 5 | conflicting_parameters"
            + " | num_frames | fps",
        "\"prompt\": \"x\", \"extra_body\": 5 | invalid_value | extra_body | object",
        "\"prompt\": \"x\", \"extra_body\": {\"n\": 9} | invalid_value | extra_body.n | 4",
        "\"prompt\": \"x\", \"extra_body\": {\"extra_body\": {}} | unknown_parameter"
            + " | extra_body.extra_body | allowed",
        "\"n\": 1 | missing_required_parameter | prompt | required"
      })
  void wrongValuesAreRefusedByName(String members, String code, String param, String word) {
    assertRefused(refusal("{" + members + "}"), code, param, word);
  }

  private static void assertRefused(
      ProblemException refusal, String code, String param, String word) {
    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.detail()).startsWith(param).contains(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"resolutoin\": \"720p\" | resolutoin | did you mean resolution?",
        "\"secnds\": 5 | secnds | did you mean seconds?",
        "\"zzzzzz\": 5 | zzzzzz | aspect_ratio, callback_format",
        "\"provider\": {\"oder\": []} | provider.oder | did you mean order?",
        "\"frame_images\": [{\"foo\": 1}] | frame_images[0].foo | frame_type",
        "\"frame_images\": [{\"image_url\": {\"url\": \"URL\", \"detail\": 1}}]"
            + " | frame_images[0].image_url.detail | allowed are url",
        "\"input_references\": [{\"role\": 1}] | input_references[0].role | audio_url",
        "\"input_reference\": {\"url\": 1} | input_reference.url | image_url",
        "\"video\": {\"name\": 1} | video.name | url",
        "\"constructor\": 1 | constructor | allowed are"
      })
  void unknownFieldsAreRefusedAtEveryLevel(String members, String param, String advice) {
    assertRefused(refusalOf(members.replace("URL", URL)), "unknown_parameter", param, advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"seconds\": 5, \"duration\": 6 | duration",
        "\"duration\": 6, \"seconds\": 5 | seconds",
        "\"aspect_ratio\": \"1:1\", \"ratio\": \"16:9\" | ratio",
        "\"size\": \"5x4\", \"width\": 5, \"height\": 5 | width",
        "\"image\": \"URL\", \"image_url\": \"URL2\" | image_url",
        "\"generate_audio\": true, \"generate_sound\": false | generate_sound",
        "\"n\": 1, \"num_results\": 2 | num_results",
        "\"seconds\": 4, \"num_frames\": 120, \"fps\": 24 | num_frames",
        "\"seed\": 1, \"extra_body\": {\"seed\": 2} | extra_body.seed"
      })
  void aliasesThatContradictAreRefused(String members, String param) {
    ProblemException refusal = refusalOf(members.replace("URL", URL));

    assertRefused(refusal, "conflicting_parameters", param, "contradicts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "quality",
        "response_format",
        "style",
        "characters",
        "guidance_scale",
        "guidance_scale_2",
        "true_cfg_scale",
        "num_inference_steps",
        "flow_shift",
        "boundary_ratio",
        "max_sequence_length",
        "extra_params"
      })
  void fieldsOfOtherDialectsAreIgnoredWithAWarning(String name) {
    DecodedRequest decoded = decode("{\"prompt\": \"x\", \"" + name + "\": {\"any\": [1]}}");

    assertThat(decoded.warnings()).hasSize(1);
    assertThat(decoded.warnings().getFirst().code()).isEqualTo("parameter_ignored");
    assertThat(decoded.warnings().getFirst().param()).isEqualTo(name);
  }

  @Test
  void textsAreCountedInCharacters() {
    assertThat(wish("\"user\": \"" + "🎬".repeat(256) + "\"").user()).hasSize(512);
    assertThat(refusalOf("\"user\": \"" + "🎬".repeat(257) + "\"").param()).isEqualTo("user");
  }

  @Test
  void metadataIsLimited() {
    StringBuilder pairs = new StringBuilder("\"k0\": \"v\"");
    for (int pair = 1; pair < 17; pair++) {
      pairs.append(", \"k").append(pair).append("\": \"v\"");
    }
    assertThat(refusalOf("\"metadata\": {" + pairs + "}").param()).isEqualTo("metadata");
    assertThat(refusalOf("\"metadata\": {\"" + "k".repeat(65) + "\": \"v\"}").param())
        .isEqualTo("metadata");
    assertThat(refusalOf("\"metadata\": {\"k\": \"" + "v".repeat(513) + "\"}").param())
        .isEqualTo("metadata.k");
  }

  @Test
  void framesWithoutRateAreLeftToTheModel() {
    CreateVideoRequest request = wish("\"num_frames\": 120");

    assertThat(request.numFrames()).isEqualTo(120);
    assertThat(request.seconds()).isNull();
  }

  @Test
  void clipsAndSoundsInASingleReferenceAreReferences() {
    CreateVideoRequest request =
        wish("\"input_reference\": \"https://studio.example.org/Route.MP4?x=a.png\"");

    assertThat(request.firstFrame()).isNull();
    assertThat(request.references())
        .containsExactly(
            new Reference(ReferenceKind.VIDEO, "https://studio.example.org/Route.MP4?x=a.png"));
  }
}
