package io.reelgate.video.request;

import static io.reelgate.video.request.FormBuilder.aForm;
import static io.reelgate.video.request.FormBuilder.aFormWithPrompt;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.Seconds;
import io.reelgate.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// Forms: names with brackets, texts that stand for other types, files by the field's name.
class FormTests {
  private static final String A = "https://a.example.org/a.png";
  private static final String B = "https://a.example.org/b.png";
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0};

  private static ProblemException refusal(FormBuilder form) {
    return Posts.refusal(form.post(), Posts.CREATE);
  }

  @Test
  void textsStandForTheTypeOfTheirField() {
    CreateVideoRequest request =
        aFormWithPrompt()
            .text("seconds", "5")
            .text("seed", "7")
            .text("generate_audio", "true")
            .text("watermark", "null")
            .text("n", "null")
            .text("first_frame", "null")
            .text("frame_images", "null")
            .text("max_cost", "0.6")
            .text("user", "null")
            .wish();

    assertThat(request.seconds()).isEqualTo(Seconds.of(5));
    assertThat(request.seed()).isEqualTo(7);
    assertThat(request.generateAudio()).isTrue();
    assertThat(request.watermark()).isNull();
    assertThat(request.n()).isNull();
    assertThat(request.firstFrame()).isNull();
    assertThat(request.frameImages()).isNull();
    assertThat(request.user()).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[sandbox: fail=moderation] a boat", "{\"a\":1}", "null", "true", "7"})
  void aPromptIsAlwaysText(String prompt) {
    assertThat(aForm().text("prompt", prompt).wish().prompt()).isEqualTo(prompt);
  }

  @Test
  void structuredFieldsMayBeJsonText() {
    CreateVideoRequest request =
        aFormWithPrompt()
            .text("metadata", "{\"project\":\"garden\"}")
            .text("provider", "{\"order\":[\"a\"],\"options\":{\"a\":{\"x\":1}}}")
            .text("input_references", "[{\"image_url\":\"" + A + "\"}]")
            .text("extra_body", "{\"seed\":7}")
            .wish();

    assertThat(request.metadata()).isEqualTo(Map.of("project", "garden"));
    assertThat(Objects.requireNonNull(request.provider()).order()).containsExactly("a");
    assertThat(request.references()).hasSize(1);
    assertThat(request.seed()).isEqualTo(7);
  }

  @Test
  void brokenJsonTextIsRefusedByItsField() {
    ProblemException refusal = refusal(aFormWithPrompt().text("metadata", "{\"a\":"));

    assertThat(refusal.code().word()).isEqualTo("invalid_json");
    assertThat(refusal.param()).isEqualTo("metadata");
  }

  @Test
  void bracketsMakeMembersAndElements() {
    CreateVideoRequest request =
        aFormWithPrompt()
            .text("metadata[0]", "zero")
            .text("metadata[a b]", "x")
            .text("provider[options][a][deep][]", "1")
            .text("provider[options][a][deep][]", "2")
            .text("provider[only][1]", "second")
            .text("provider[only][0]", "first")
            .text("frame_images[1][image_url]", B)
            .text("frame_images[1][frame_type]", "last_frame")
            .text("frame_images[0][image_url][url]", A)
            .text("frame_images[0][frame_type]", "first_frame")
            .wish();

    ProviderPreferences provider = Objects.requireNonNull(request.provider());
    assertThat(request.metadata()).isEqualTo(Map.of("0", "zero", "a b", "x"));
    assertThat(String.valueOf(provider.options())).isEqualTo("{a={deep=[1, 2]}}");
    assertThat(provider.only()).containsExactly("first", "second");
    assertThat(request.firstFrame()).isEqualTo(A);
    assertThat(request.lastFrame()).isEqualTo(B);
  }

  @Test
  void elementsWithDifferentKeysAreToldApartByRepetition() {
    CreateVideoRequest request =
        aFormWithPrompt()
            .text("input_references[][type]", "image_url")
            .text("input_references[][image_url]", A)
            .text("input_references[][type]", "video_url")
            .text("input_references[][video_url]", B)
            .wish();

    assertThat(request.references()).hasSize(2);
    assertThat(request.references().getLast().url()).isEqualTo(B);
  }

  @Test
  void elementsThatCannotBeToldApartAreRefused() {
    ProblemException keyAfterKey =
        refusal(
            aFormWithPrompt()
                .text("input_references[][type]", "image_url")
                .text("input_references[][type]", "video_url")
                .text("input_references[][image_url]", A)
                .text("input_references[][video_url]", B));
    ProblemException unlikeStarts =
        refusal(
            aFormWithPrompt()
                .text("frame_images[][image_url]", A)
                .text("frame_images[][type]", "image_url")
                .text("frame_images[][frame_type]", "first_frame")
                .text("frame_images[][frame_type]", "last_frame")
                .text("frame_images[][image_url]", B));

    assertThat(keyAfterKey.code().word()).isEqualTo("ambiguous_form_array");
    assertThat(keyAfterKey.param()).isEqualTo("input_references");
    assertThat(unlikeStarts.code().word()).isEqualTo("ambiguous_form_array");
  }

  @ParameterizedTest
  @ValueSource(strings = {"input_references", "input_references[]", "input_references[0]"})
  void listsOfUrlsMayBeWrittenInEveryWay(String name) {
    assertThat(aFormWithPrompt().text(name, A).wish().references()).hasSize(1);
  }

  @Test
  void aListMayBeARepeatedName() {
    CreateVideoRequest request =
        aFormWithPrompt().text("input_references", A).text("input_references", B).wish();

    assertThat(request.references()).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "seed, seed, conflicting_parameters, seed",
    "video, video[id], conflicting_parameters, video",
    "metadata[a], metadata, conflicting_parameters, metadata",
    "provider[order][], provider[order][a], ambiguous_form_array, provider.order",
    "provider[order][0], provider[order][2], ambiguous_form_array, provider.order",
    "provider[order][1], provider[order][2], ambiguous_form_array, provider.order",
    "provider[order][0], provider[order][00], ambiguous_form_array, provider.order",
    "provider[order][0], provider[order][999999999], ambiguous_form_array, provider.order",
    "provider[order][0], provider[order][99999999999999999999], ambiguous_form_array, provider.order"
  })
  void namesThatContradictAreRefused(String one, String other, String code, String param) {
    ProblemException refusal = refusal(aFormWithPrompt().text(one, "7").text(other, "7"));

    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a[b", "a]b", "a[b]c", "[b]", "a[b]]", "a[[b]]", "a[b][", "]", "[", "a[b]c[d]"})
  void namesWithWrongBracketsAreRefused(String name) {
    ProblemException refusal = refusal(aFormWithPrompt().text(name, "7"));

    assertThat(refusal.code().word()).isEqualTo("invalid_value");
    assertThat(refusal.param()).isEqualTo(name);
  }

  @Test
  void unknownNamesAreRefusedInFormsToo() {
    assertThat(refusal(aFormWithPrompt().text("sed", "7")).detail()).contains("did you mean seed?");
    assertThat(refusal(aFormWithPrompt().file("mask", "image/png", PNG)).code().word())
        .isEqualTo("unknown_parameter");
    assertThat(refusal(aFormWithPrompt().text("provider[sortt]", "price")).param())
        .isEqualTo("provider.sortt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input_reference", "input_reference[]", "input_references", "input_references[]",
        "first_frame", "last_frame", "video", "image"
      })
  void bytesAreRefusedUnderEveryNameThatMayHoldThem(String name) {
    for (String type : new String[] {"image/png", "application/octet-stream", "text/plain"}) {
      ProblemException refusal = refusal(aFormWithPrompt().file(name, type, PNG));

      assertThat(refusal.code().word()).isEqualTo("invalid_media");
      assertThat(refusal.param()).isEqualTo(name);
    }
    FormBuilder untyped = aFormWithPrompt().part("form-data; name=\"" + name + "\"", "", PNG);
    assertThat(refusal(untyped).code().word()).isEqualTo("invalid_media");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/png", "application/octet-stream", "text/plain"})
  void aUrlInAFileIsThatUrl(String type) {
    byte[] url = A.getBytes(StandardCharsets.US_ASCII);
    FormBuilder form =
        aFormWithPrompt()
            .part(
                "form-data; name=\"input_reference\"; filename=\"a.png\"",
                "Content-Type: " + type + "\r\n",
                url);

    assertThat(form.wish().firstFrame()).isEqualTo(A);
  }

  @Test
  void aDataUrlOrAnEmptyFileInAFileIsAnUpload() {
    byte[] data = "data:image/png;base64,AA".getBytes(StandardCharsets.US_ASCII);

    assertThat(refusal(aFormWithPrompt().file("image", "image/png", data)).code().word())
        .isEqualTo("invalid_media");
    assertThat(refusal(aFormWithPrompt().file("image", "image/png", new byte[0])).code().word())
        .isEqualTo("invalid_media");
  }

  @Test
  void namesWithSubKeysAreTextWhateverTheirType() {
    FormBuilder form =
        aFormWithPrompt()
            .file(
                "input_reference[image_url]",
                "application/octet-stream",
                A.getBytes(StandardCharsets.US_ASCII));

    assertThat(form.wish().firstFrame()).isEqualTo(A);
  }

  @Test
  void anEmptyTextIsAValue() {
    assertThat(refusal(aForm().text("prompt", "")).param()).isEqualTo("prompt");
    assertThat(refusal(aFormWithPrompt().text("seed", "")).param()).isEqualTo("seed");
    assertThat(
            refusal(aFormWithPrompt().file("seed", "application/octet-stream", new byte[0]))
                .param())
        .isEqualTo("seed");
  }

  @Test
  void textIsUtf8() {
    byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(refusal(aForm().part("form-data; name=\"prompt\"", "", latin)).param())
        .isEqualTo("prompt");
    assertThat(aForm().text("prompt", "灯 café 🎬").wish().prompt()).isEqualTo("灯 café 🎬");
    MockHttpServletRequest named = aForm().text("prompt", "x").text("metadata[灯]", "灯").post();
    assertThat(Posts.DECODER.decode(named, Posts.CREATE).request().metadata())
        .isEqualTo(Map.of("灯", "灯"));
  }

  @Test
  void lineEndsInsideATextStay() {
    assertThat(aForm().text("prompt", "\r\n-- a\r\n--cut\r\n").wish().prompt())
        .isEqualTo("\r\n-- a\r\n--cut\r\n");
  }

  @Test
  void aFormMayArriveByteByByte() {
    MockHttpServletRequest form = aForm().text("prompt", "灯").text("user", "u").post();
    byte[] body = form.getContentAsByteArray();
    String text = new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    GeneratedBody dripping =
        new GeneratedBody(Objects.requireNonNull(form.getContentType()), text, "", body.length)
            .dripping();

    assertThat(Posts.DECODER.decode(dripping, Posts.CREATE))
        .isEqualTo(Posts.DECODER.decode(form, Posts.CREATE));
  }

  @Test
  void aPartMayNoMoreBeInAnotherCharsetThanTheBody() {
    byte[] text = "plain".getBytes(StandardCharsets.US_ASCII);

    assertThat(refusal(aForm().file("prompt", "text/plain; charset=ISO-8859-1", text)).param())
        .isEqualTo("prompt");
    assertThat(aForm().file("prompt", "text/plain; charset=us-ascii", text).wish().prompt())
        .isEqualTo("plain");
  }
}
