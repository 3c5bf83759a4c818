package io.reelgate.video.request;

import static io.reelgate.video.request.FormBuilder.aForm;
import static io.reelgate.video.request.FormBuilder.aFormWithPrompt;
import static io.reelgate.video.request.Posts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.problem.ProblemException;
import io.reelgate.testing.OwnLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/// Forms that are meant to hurt: each gets its 4xx, soon, and without being kept in memory.
@Timeout(30)
class HostileFormTests {
  private static final int MIB = 1024 * 1024;
  private static final String UPLOAD =
      "--b\r\nContent-Disposition: form-data; name=image; filename=a\r\nContent-Type: image/png"
          .concat("\r\n\r\n");

  private static ProblemException refusal(MockHttpServletRequest request) {
    return Posts.refusal(request, Posts.CREATE);
  }

  @Test
  void nulAndLoneSurrogatesAreRefusedInForms() {
    byte[] surrogate = {(byte) 0xED, (byte) 0xA0, (byte) 0xBD};
    byte[] overlong = {(byte) 0xC0, (byte) 0x80};

    assertRefused(aForm().text("prompt", "a\0b").post(), "invalid_value", "prompt");
    assertRefused(
        aForm().part("form-data; name=\"prompt\"", "", surrogate).post(),
        "invalid_value",
        "prompt");
    assertRefused(
        aForm().part("form-data; name=\"prompt\"", "", overlong).post(), "invalid_value", "prompt");
    assertRefused(
        aForm().file("prompt", "application/octet-stream", overlong).post(),
        "invalid_value",
        "prompt");
    assertRefused(
        aFormWithPrompt().text("metadata", "{\"k\": \"\\u0000\"}").post(),
        "invalid_value",
        "metadata.k");
    assertThat(refusal(aFormWithPrompt().text("metadata[a\0b]", "v").post()).code().status())
        .isEqualTo(400);
  }

  @Test
  void aHugeFileIsReadToTheEndAndDropped() {
    GeneratedBody body =
        new GeneratedBody("multipart/form-data; boundary=b", UPLOAD, "\r\n--b--\r\n", 50L * MIB);

    assertRefused(body, "invalid_media", "image");
    assertThat(body.read()).isEqualTo(50L * MIB);
  }

  @Test
  void aFormBeyondItsLimitIsRefused() {
    GeneratedBody body =
        new GeneratedBody("multipart/form-data; boundary=b", UPLOAD, "\r\n--b--\r\n", 80L * MIB);

    assertRefused(body, "payload_too_large", null);
    assertThat(body.read()).isLessThan(65L * MIB);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Content-Type: application/octet-stream\r\n"})
  void aHugeTextOfAFormIsRefused(String type) {
    GeneratedBody body =
        new GeneratedBody(
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n" + type + "\r\n",
            "\r\n--b--\r\n",
            50L * MIB);

    assertRefused(body, "payload_too_large", null);
    assertThat(body.read()).isLessThan(2L * MIB);
  }

  @Test
  void manyTextsOfAFormCountTogether() {
    FormBuilder form = aForm();
    for (int part = 0; part < 50; part++) {
      form.text("metadata[k" + part + "]", "v".repeat(30_000));
    }

    assertRefused(form.post(), "payload_too_large", null);
  }

  @Test
  void manyPartsAreRefused() {
    FormBuilder form = aForm();
    for (int part = 0; part < 10_000; part++) {
      form.text("metadata[k" + part + "]", "v");
    }

    assertRefused(form.post(), "payload_too_large", null);
  }

  @Test
  void longPartHeadersAreRefused() {
    FormBuilder form =
        aForm()
            .part(
                "form-data; name=\"prompt\"",
                "X-Long: " + "x".repeat(20_000) + "\r\n",
                new byte[0]);

    assertRefused(form.post(), "payload_too_large", null);
  }

  @Test
  void manyBracketsAreRefused() {
    ProblemException refusal =
        refusal(aFormWithPrompt().text("a" + "[b]".repeat(2_000), "x").post());

    assertThat(refusal.code().word()).isEqualTo("invalid_value");
    assertThat(refusal.detail()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "form-data",
        "form-data; name=\"\"",
        "form-data; filename=\"a\"",
        "nonsense",
        "",
        "form-data; name=",
        ";;;",
        "form-data; name*=x''y"
      })
  void partsWithoutANameAreRefused(String disposition) {
    assertRefused(
        aFormWithPrompt().part(disposition, "", new byte[] {'x'}).post(), "invalid_value", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "a/b/c", "text/plain; charset=nonsense", "text/plain; charset=", "/"})
  void partsWithASenselessTypeAreRefused(String type) {
    FormBuilder form =
        aForm()
            .part("form-data; name=\"prompt\"", "Content-Type: " + type + "\r\n", new byte[] {'x'});

    assertThat(refusal(form.post()).code().word()).isEqualTo("invalid_value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=other"})
  void boundariesMustBeThere(String type) {
    MockHttpServletRequest request = aFormWithPrompt().post();
    request.setContentType(type);

    assertRefused(request, "invalid_value", null);
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void cutFormsDoNotFillTheLog(CapturedOutput log) {
    assertThat(refusal(aFormWithPrompt().unfinished()).code().status()).isEqualTo(400);
    assertThat(refusal(aForm().raw("--cut-here\r\nContent-Di").unfinished()).code().status())
        .isEqualTo(400);

    assertThat(OwnLog.lines(log.getAll())).isEmpty();
  }

  @Test
  void formsMayArriveByteByByte() {
    String tail = "\r\n--b\r\nContent-Disposition: form-data; name=\"user\"\r\n\r\n灯\r\n--b--\r\n";
    GeneratedBody body =
        new GeneratedBody(
                "multipart/form-data; boundary=b",
                "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n",
                tail,
                900_000)
            .dripping();

    assertRefused(body, "invalid_value", "prompt");
    assertThat(body.read()).isEqualTo(900_000);
  }

  @Test
  void cutFormsAreRefused() {
    assertRefused(aFormWithPrompt().unfinished(), "invalid_value", null);
    assertRefused(
        aFormWithPrompt().raw("--cut-here\r\nContent-Disp").unfinished(), "invalid_value", null);
    assertRefused(aFormWithPrompt().raw("--cut-here").unfinished(), "invalid_value", null);
    assertRefused(aForm().raw("--cut-here").unfinished(), "invalid_value", null);
    assertRefused(aForm().raw("nothing").unfinished(), "invalid_value", null);
    assertRefused(aForm().unfinished(), "invalid_value", null);
  }
}
