package io.reelgate.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.RawAnswer;
import io.reelgate.testing.RawHttp;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What only mistakes and ill will send: each is told what is wrong, and leaves nothing behind.
@GatewayTest
class BadInputTests {
  private static final String BOUNDARY = "----b";
  private static final int FIFTY_MEGABYTES = 50 << 20;

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private TestClient caller = new TestClient(0, null);
  private long rows;

  @BeforeEach
  void countRows() {
    caller = gateway.newTenant();
    rows = rows();
  }

  @AfterEach
  void nothingWasWritten() {
    assertThat(rows()).isEqualTo(rows);
  }

  private long rows() {
    return jdbc.sql(
            "select (select count(*) from job) + (select count(*) from idempotency) as rows")
        .query(Long.class)
        .single();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'prompt':                            | invalid_json      | ",
        "{'prompt':'p'}}                       | invalid_json      | ",
        "{'prompt':'p',}                       | invalid_json      | ",
        "['p']                                 | invalid_json      | ",
        "null                                  | invalid_json      | ",
        "'p'                                   | invalid_json      | ",
        "{'prompt':'p','prompt':'q'}           | invalid_json      | prompt",
        "{'metadata':{'a':'b','a':'b'}}        | invalid_json      | metadata.a",
        "{'prompt':'p','resolutoin':'720p'}    | unknown_parameter | resolutoin",
        "{'prompt':'p','provider':{'x':1}}     | unknown_parameter | provider.x",
        "{'prompt':7}                          | invalid_value     | prompt",
        "{'prompt':''}                         | invalid_value     | prompt",
        "{'prompt':null}                       | missing_required_parameter | prompt",
        "{'prompt':'\\u0000'}                  | invalid_value     | prompt",
        "{'prompt':'a\\ud83d'}                 | invalid_value     | prompt",
        "{'prompt':'p','user':'\\udc00'}       | invalid_value     | user",
        "{'prompt':'p','metadata':{'a':1}}     | invalid_value     | metadata.a",
        "{'prompt':'p','metadata':'x'}         | invalid_value     | metadata",
        "{'prompt':'p','n':'many'}             | invalid_value     | n",
        "{'prompt':'p','n':1e400}              | invalid_value     | n",
        "{'prompt':'p','generate_audio':'si'}  | invalid_value     | generate_audio",
        "{'prompt':'p','frame_images':[{}]}    | missing_required_parameter | frame_images[0].image_url",
        "{'prompt':'p','first_frame':'ftp://a/b'}    | invalid_value | first_frame",
        "{'prompt':'p','first_frame':'data:image/png;base64,AA'} | invalid_media | first_frame",
        "{'prompt':'p','operation':'edit'}     | conflicting_parameters | operation",
        "{'prompt':'p','video':'https://a.example.org/b.mp4'} | unsupported_parameter | video"
      })
  void aWrongBodyIsToldWhatIsWrong(String body, String code, @Nullable String param) {
    RawAnswer answer = post(body.replace('\'', '"'));

    assertRefused(answer, 400, code);
    assertThat(answer.json().required("error").required("param").asString(null)).isEqualTo(param);
  }

  @Test
  void tenThousandLevelsAreTooDeep() {
    String deep = "{\"metadata\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

    assertRefused(post(deep), 400, "invalid_json");
  }

  @Test
  void aPromptOfAHundredThousandCharactersIsTooLong() {
    for (int length : new int[] {32_001, 100_000, 100_001, 900_000}) {
      RawAnswer answer = post("{\"prompt\":\"" + "x".repeat(length) + "\"}");

      assertRefused(answer, 400, "invalid_value");
      assertThat(answer.json().required("error").required("param").asString()).isEqualTo("prompt");
      assertThat(answer.body()).contains("32000").hasSizeLessThan(500);
    }
  }

  @Test
  void rawBytesThatAreNoTextAreRefused() {
    assertRefused(post("{\"prompt\":\"\u00ff\u00fe\"}"), 400, "invalid_json");
    assertRefused(post("{\"prompt\":\"\u00c0\u0080\"}"), 400, "invalid_json");
    assertRefused(post("{\"prompt\":\"\u0000\"}"), 400, "invalid_json");
  }

  @Test
  void aJsonBodyOfFiftyMegabytesIsTooLarge() {
    String body = "{\"prompt\":\"" + "x".repeat(FIFTY_MEGABYTES) + "\"}";

    assertRefused(post(body), 413, "payload_too_large");
    assertRefused(chunked("application/json", body.getBytes(ISO_8859_1)), 413, "payload_too_large");
  }

  @Test
  void aFormOfFiftyMegabytesIsRefusedForWhatItHolds() {
    String type = "multipart/form-data; boundary=" + BOUNDARY;
    byte[] file = part("input_reference\r\nContent-Type: image/png", FIFTY_MEGABYTES);
    byte[] text = part("prompt", FIFTY_MEGABYTES);

    assertRefused(send(type, file), 400, "invalid_media");
    assertRefused(chunked(type, file), 400, "invalid_media");
    assertRefused(send(type, text), 413, "payload_too_large");
    assertRefused(chunked(type, text), 413, "payload_too_large");
  }

  @Test
  void aFormBeyondTheLimitIsTooLarge() {
    String type = "multipart/form-data; boundary=" + BOUNDARY;

    assertRefused(
        send(type, part("input_reference\r\nContent-Type: image/png", 70 << 20)),
        413,
        "payload_too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "x"
      })
  void otherKindsOfBodyAreRefused(String type) {
    assertRefused(
        send(type, "{\"prompt\":\"p\"}".getBytes(ISO_8859_1)), 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/videos/video_01K9ZQ4V7M2C8X5T3R6W0D1E2F, 404, video_not_found",
    "GET, /v1/videos/..%2f..%2fetc%2fpasswd, 400, invalid_value",
    "GET, /v1/videos/%2e%2e, 400, invalid_value",
    "GET, /v1/videos/%00, 400, invalid_value",
    "GET, /v1/videos/a%2Fb, 400, invalid_value",
    "GET, /v1/videos/a%5Cb, 400, invalid_value",
    "GET, /v1/videos/a;b, 400, invalid_value",
    "GET, /v1/videos/%ff, 400, invalid_value",
    "GET, /v1/videos/'%27%3B%20drop%20table%20job--', 400, invalid_value",
    "GET, /v1/videos/%F0%9F%8E%AC, 404, video_not_found",
    "GET, /v1/videos/%0d%0aSet-Cookie:%20a=b, 400, invalid_value",
    "GET, /v1/videos?after=%, 400, invalid_value",
    "GET, /v1/videos?after=%2, 400, invalid_value",
    "GET, /v1/videos?after=%27%20or%201=1--, 400, invalid_value",
    "GET, /v1/videos?metadata[a=b, 400, unknown_parameter",
    "GET, /v1/videos?status=%ff, 400, invalid_value",
    "GET, /v1/models/%00, 400, invalid_value"
  })
  void hostilePathsAndQueriesAreHarmless(String method, String path, int status, String code) {
    assertRefused(raw(method + " " + path.replace("'", "") + " HTTP/1.1\r\n\r\n"), status, code);
  }

  @Test
  void longPathsAndQueriesAreHarmless() {
    String eightThousand = "x".repeat(8_000);

    assertRefused(
        raw("GET /v1/videos/" + eightThousand + " HTTP/1.1\r\n\r\n"), 404, "video_not_found");
    assertRefused(
        raw("GET /v1/videos?after=" + eightThousand + " HTTP/1.1\r\n\r\n"), 400, "invalid_value");
    assertRefused(
        raw("GET /v1/videos?" + "a&".repeat(4_000) + " HTTP/1.1\r\n\r\n"), 400, "invalid_value");
  }

  @Test
  void aHeaderOfTwentyKilobytesIsTooLarge() {
    assertRefused(
        raw("GET /v1/videos HTTP/1.1\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n"),
        431,
        "headers_too_large");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Gateway-Options  | {                     | X-Gateway-Options",
        "X-Gateway-Options  | []                    | X-Gateway-Options",
        "X-Gateway-Options  | {\"seed\":\"x\"}      | X-Gateway-Options.seed",
        "X-Gateway-Max-Cost | cheap                 | X-Gateway-Max-Cost",
        "Idempotency-Key    | a b                   | Idempotency-Key"
      })
  void wrongHeadersAreNamed(String header, String value, String param) {
    TestClient.Answer answer = caller.post("/v1/videos", "{\"prompt\":\"p\"}", header, value);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_value");
    assertThat(answer.param()).isEqualTo(param);
  }

  /// Inputs go to the provider as they are, so only their form counts; nobody here fetches them.
  @ParameterizedTest
  @ValueSource(
      strings = {"https://user:pw@a.example.org/x", "//a.example.org/x", "a.png", "file:///x"})
  void inputsThatAreNoPublicUrlsByTheirFormAreRefused(String url) {
    assertRefused(post("{\"prompt\":\"p\",\"first_frame\":\"" + url + "\"}"), 400, "invalid_value");
  }

  private static void assertRefused(RawAnswer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(answer.headers().get("x-request-id")).startsWith("req_");
    assertThat(answer.json().propertyNames()).containsExactly("error");
    assertThat(answer.json().required("error").propertyNames())
        .containsExactly("message", "type", "param", "code");
    assertThat(answer.json().required("error").required("code").asString()).isEqualTo(code);
  }

  private RawAnswer post(String json) {
    return send("application/json", json.getBytes(ISO_8859_1));
  }

  private RawAnswer send(String type, byte[] body) {
    return send("Content-Type: " + type + "\r\nContent-Length: " + body.length, "", body, "");
  }

  private RawAnswer chunked(String type, byte[] body) {
    return send(
        "Content-Type: " + type + "\r\nTransfer-Encoding: chunked",
        Integer.toHexString(body.length) + "\r\n",
        body,
        "\r\n0\r\n\r\n");
  }

  private RawAnswer send(String headers, String before, byte[] body, String after) {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(
        ("POST /v1/videos HTTP/1.1\r\n" + head() + headers + "\r\n\r\n" + before)
            .getBytes(ISO_8859_1));
    request.writeBytes(body);
    request.writeBytes(after.getBytes(ISO_8859_1));
    return RawHttp.send(gateway.port(), request.toByteArray());
  }

  private RawAnswer raw(String request) {
    return RawHttp.send(
        gateway.port(), request.replaceFirst("\r\n", "\r\n" + head()).getBytes(ISO_8859_1));
  }

  private String head() {
    return "Host: x\r\nAuthorization: Bearer " + Objects.requireNonNull(caller.key()) + "\r\n";
  }

  private static byte[] part(String name, int length) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    form.writeBytes(
        ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n")
            .getBytes(ISO_8859_1));
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) (name.equals("prompt") ? 'x' : 0x89));
    form.writeBytes(content);
    form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1));
    return form.toByteArray();
  }
}
