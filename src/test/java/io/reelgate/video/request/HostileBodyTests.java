package io.reelgate.video.request;

import static io.reelgate.video.request.FormBuilder.aForm;
import static io.reelgate.video.request.FormBuilder.aFormWithPrompt;
import static io.reelgate.video.request.Posts.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.problem.ProblemException;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// Bodies that are meant to hurt: each gets its 4xx, soon, and without being kept in memory.
@Timeout(30)
class HostileBodyTests {
  private static final int MIB = 1024 * 1024;

  private static ProblemException refusal(MockHttpServletRequest request) {
    return Posts.refusal(request, Posts.CREATE);
  }

  @Test
  void aLongPromptIsAnErrorOfThePrompt() {
    for (int length : new int[] {32_001, 100_000, 100_001, 900_000}) {
      String prompt = "p".repeat(length);
      assertRefused(Posts.json("{\"prompt\": \"" + prompt + "\"}"), "invalid_value", "prompt");
      assertRefused(aForm().text("prompt", prompt).post(), "invalid_value", "prompt");
    }
    assertThat(refusal(Posts.json("{\"prompt\": \"" + "p".repeat(100_000) + "\"}")).detail())
        .contains("32000");
    assertThat(Posts.decode("{\"prompt\": \"" + "p".repeat(32_000) + "\"}").request().prompt())
        .hasSize(32_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "}",
        "[]",
        "null",
        "5",
        "\"x\"",
        "{\"prompt\": \"x\"} {}",
        "{\"prompt\": \"x\"} x",
        "{\"prompt\": \"secret\", }",
        "{'prompt': 'x'}",
        "{prompt: 1}",
        "{\"prompt\": NaN}",
        "{\"prompt\": \"x\", \"seed\": 01}",
        "{\"prompt\": \"x\" // no\n}",
        "{\"a\": \"\\x\"}",
        "{\"a\": \"\n\"}",
        "\uFEFF{\"prompt\": \"x\"}",
        "{\"prompt\": tru}"
      })
  void whatIsNoJsonObjectIsRefused(String body) {
    assertRefused(Posts.json(body), "invalid_json", null);
  }

  @Test
  void theErrorTellsThePlaceAndNeverTheContent() {
    ProblemException refusal = refusal(Posts.json("{\n \"prompt\": \"x\",\n secret}"));

    assertThat(refusal.detail()).contains("line 3, column").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"seed\": 1, \"seed\": 1} | seed",
        "{\"provider\": {\"sort\": \"price\", \"sort\": \"price\"}} | provider.sort",
        "{\"s\\u0065ed\": 1, \"seed\": 1} | seed"
      })
  void namesThatAreGivenTwiceAreRefused(String body, String param) {
    assertRefused(Posts.json(body), "invalid_json", param);
  }

  @Test
  void deepNestingIsRefused() {
    int depth = 10_000;
    String arrays = "{\"metadata\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);

    assertThat(refusal(Posts.json(arrays)).code().word()).isEqualTo("invalid_json");
    assertThat(refusal(Posts.json(objects)).code().word()).isEqualTo("invalid_json");
    assertThat(refusal(aFormWithPrompt().text("metadata", "[".repeat(depth)).post()).param())
        .startsWith("metadata");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "1e-400", "1E+99999", "1e99999999999"})
  void numbersBeyondEveryRangeAreRefused(String number) {
    assertRefused(
        Posts.json(
            "{\"prompt\": \"x\", \"provider\": {\"options\": {\"a\": {\"x\": " + number + "}}}}"),
        "invalid_value",
        "provider.options.a.x");
  }

  @Test
  void longNumbersAndNamesAreRefused() {
    assertRefused(Posts.json("{\"seed\": " + "1".repeat(65) + "}"), "invalid_json", null);
    assertRefused(Posts.json("{\"seed\": 1." + "1".repeat(65) + "}"), "invalid_json", null);
    assertRefused(Posts.json("{\"" + "n".repeat(100_000) + "\": 1}"), "invalid_json", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"prompt\": \"a\\u0000b\"} | prompt",
        "{\"prompt\": \"\\ud83d\"} | prompt",
        "{\"prompt\": \"\\ude00\\ud83d\"} | prompt",
        "{\"prompt\": \"\\ud83d \\ude00\"} | prompt",
        "{\"metadata\": {\"k\": \"\\u0000\"}} | metadata.k",
        "{\"metadata\": {\"k\\u0000\": \"v\"}} | metadata.k?",
        "{\"metadata\": {\"\\udc00\": \"v\"}} | metadata.?",
        "{\"provider\": {\"options\": {\"a\": {\"\\ud800\": 1}}}} | provider.options.a.?",
        "{\"provider\": {\"options\": {\"a\": {\"x\": [\"\\u0000\"]}}}}"
            + " | provider.options.a.x[0]",
        "{\"unknown\": \"\\u0000\"} | unknown"
      })
  void nulAndLoneSurrogatesAreRefusedInJson(String body, String param) {
    assertRefused(Posts.json(body), "invalid_value", param);
  }

  @Test
  void wholeSurrogatePairsAreFine() {
    assertThat(Posts.decode("{\"prompt\": \"\\ud83c\\udfac\"}").request().prompt()).isEqualTo("🎬");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1"})
  void otherEncodingsThanUtf8AreRefused(String charset) {
    byte[] body = "{\"prompt\": \"café\"}".getBytes(Charset.forName(charset));

    assertRefused(Posts.of("application/json", body), "invalid_json", null);
    assertRefused(
        Posts.of("application/json; charset=" + charset, body), "unsupported_media_type", null);
  }

  @Test
  void overlongUtf8IsRefused() {
    byte[] body = "{\"prompt\": \"a?\"}".getBytes(StandardCharsets.ISO_8859_1);
    body[13] = (byte) 0xC0;

    assertRefused(Posts.of("application/json", body), "invalid_json", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "nonsense",
        "a/b/c",
        "application/json; charset=nonsense",
        "multipart/mixed; boundary=a",
        "*/*",
        ""
      })
  void otherContentTypesAreRefused(String type) {
    byte[] body = "{\"prompt\": \"x\"}".getBytes(StandardCharsets.UTF_8);

    assertRefused(Posts.of(type, body), "unsupported_media_type", null);
  }

  @Test
  void aMissingContentTypeIsRefusedUnlessTheBodyIsMissingToo() {
    MockHttpServletRequest nothing = new MockHttpServletRequest("POST", "/v1/videos");
    MockHttpServletRequest untyped = new MockHttpServletRequest("POST", "/v1/videos");
    untyped.setContent(new byte[] {'{', '}'});

    assertRefused(nothing, "invalid_json", null);
    assertRefused(untyped, "unsupported_media_type", null);
  }

  @Test
  void aHugeJsonBodyIsReadOnlyToItsLimit() {
    GeneratedBody body = new GeneratedBody("application/json", "{\"prompt\": \"", "\"}", 50L * MIB);

    assertRefused(body, "payload_too_large", null);
    assertThat(body.read()).isLessThan(2L * MIB);
  }

  @Test
  void aStatedLengthIsEnoughToRefuse() {
    byte[] body = new byte[MIB + 1];
    Arrays.fill(body, (byte) ' ');

    assertRefused(Posts.of("application/json", body), "payload_too_large", null);
  }

  @Test
  void aBodyThatBreaksOffIsRefused() {
    for (String type : new String[] {"application/json", "multipart/form-data; boundary=b"}) {
      MockHttpServletRequest broken =
          new MockHttpServletRequest("POST", "/v1/videos") {
            @Override
            public ServletInputStream getInputStream() {
              return new BrokenBody();
            }
          };
      broken.setContentType(type);

      assertRefused(broken, "invalid_value", null);
    }
  }

  @Test
  void hostileNamesAreShownHarmless() {
    ProblemException refusal =
        refusal(Posts.json("{\"\\u202e\\u0007" + "n".repeat(500) + "\": 1}"));

    assertThat(refusal.param()).startsWith("??nnn").hasSizeLessThan(100);
    assertThat(refusal.detail()).doesNotContain("\u202e", "\u0007");
  }
}
