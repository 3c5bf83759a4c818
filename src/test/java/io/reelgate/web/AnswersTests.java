package io.reelgate.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.UnansweredException;
import io.reelgate.testing.RawHttp;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestPostgres;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.OncePerRequestFilter;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "reelgate.security.admin-key=" + AnswersTests.ADMIN_KEY,
      "reelgate.security.key-pepper=a pepper of the tests",
      "reelgate.security.key-pepper-id=tests",
      "reelgate.links.signing-key=a signing key of the tests",
      "reelgate.vault.master-key=YSBtYXN0ZXIga2V5IG9mIHRoZSB0ZXN0cywgMzIgYiE=",
      "reelgate.vault.master-key-id=tests",
      "reelgate.public-base-url=http://gateway.test"
    })
@Import({AnswersTests.Faults.class, AnswersTests.FaultyFilter.class})
@ExtendWith(OutputCaptureExtension.class)
class AnswersTests {
  static final String ADMIN_KEY = "an-admin-key-of-the-tests";
  private static final String BASE = "/v1/admin/faults";
  private static final String KEY_LINE =
      "Host: x\r\nConnection: close\r\nAuthorization: Bearer " + ADMIN_KEY + "\r\n";

  @Value("${local.server.port}")
  private int port;

  private TestClient client = new TestClient(0, null);

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = TestPostgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @BeforeEach
  void aimAtTheServer() {
    client = new TestClient(port, ADMIN_KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nowhere, 404, unsupported_endpoint",
    "GET, /conflict, 409, video_in_progress",
    "GET, /waits, 409, idempotency_in_progress",
    "GET, /number?n=x, 400, invalid_value",
    "GET, /number, 400, invalid_value",
    "GET, /pool, 503, overloaded",
    "GET, /slow, 503, overloaded",
    "GET, /bug, 500, internal_error",
    "GET, /filter, 503, overloaded",
    "PUT, /number, 405, method_not_allowed"
  })
  void everyFaultIsTheEnvelope(String method, String path, int status, String code) {
    Answer answer = client.send(method, BASE + path, null, "Accept", "text/csv;q=x, nonsense");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().required("error").propertyNames())
        .containsExactlyInAnyOrder("message", "type", "param", "code");
    assertThat(answer.header("Content-Type")).hasValue("application/json");
    assertThat(answer.header("x-request-id").orElseThrow()).matches("req_[0-9a-f]{32}");
    assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
  }

  @ParameterizedTest
  @CsvSource({"/conflict, false, ", "/waits, , 1", "/pool, , 1", "/bug, , "})
  void aFaultTellsClientsWhetherToRetry(String path, String shouldRetry, String retryAfter) {
    Answer answer = client.get(BASE + path);

    assertThat(answer.header("x-should-retry").orElse(null)).isEqualTo(shouldRetry);
    assertThat(answer.header("Retry-After").orElse(null)).isEqualTo(retryAfter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "video/mp4", "*/*;q=0"})
  void whatTheClientAcceptsDoesNotMatter(String accept) {
    Answer answer = client.get(BASE + "/number?n=4", "Accept", accept);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().required("number").asInt()).isEqualTo(4);
    assertThat(answer.header("Content-Type")).hasValue("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "nonsense", "application/x-www-form-urlencoded"})
  void otherContentTypesAreRefused(String type) {
    Answer answer = client.send("POST", BASE + "/body", "{}", "Content-Type", type);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("unsupported_media_type");
  }

  @Test
  void aWrongMethodNamesTheRightOnes() {
    assertThat(client.send("PUT", BASE + "/number", null).header("Allow").orElseThrow())
        .contains("GET");
  }

  @Test
  void aWrongParameterIsNamed() {
    assertThat(
            client.get(BASE + "/number?n=x").json().required("error").required("param").asString())
        .isEqualTo("n");
    assertThat(client.get(BASE + "/number").json().required("error").required("param").asString())
        .isEqualTo("n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"size\":\"small\",\"list\":[1,\"x\"]} | invalid_value | list[1]",
        "{\"size\":\"huge\"}                       | invalid_value | size",
        "{\"size\":{}}                             | invalid_value | size",
        "{\"size\":                                | invalid_json  | ",
        "[1                                        | invalid_json  | ",
        "''                                        | invalid_json  | "
      })
  void aWrongBodyIsExplainedWithoutBeingRepeated(String body, String code, String param) {
    Answer answer = client.post(BASE + "/body", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().required("error").required("param").asString(null)).isEqualTo(param);
    assertThat(answer.response().body()).doesNotContain("huge");
  }

  @Test
  void aWrongWordComesWithTheRightOnes() {
    assertThat(client.post(BASE + "/body", "{\"size\":\"huge\"}").response().body())
        .contains("small, LARGE");
  }

  @Test
  void theCallersRequestIdIsKeptWhenHarmless() {
    assertThat(client.get(BASE + "/bug", "x-request-id", "Abc-1_2.3").header("x-request-id"))
        .hasValue("Abc-1_2.3");
    assertThat(
            client.get(BASE + "/bug", "x-request-id", "a b").header("x-request-id").orElseThrow())
        .startsWith("req_");
    assertThat(
            client
                .get(BASE + "/bug", "x-request-id", "a".repeat(129))
                .header("x-request-id")
                .orElseThrow())
        .startsWith("req_");
  }

  @Test
  void aBugIsLoggedOnceAndWithoutContent(CapturedOutput output) {
    client.get(BASE + "/bug", "x-request-id", "bug-1");

    assertThat(output.getAll().split("request failed", -1)).hasSize(2);
    assertThat(output.getAll()).contains("IllegalStateException").doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/vid eos HTTP/1.1     | 400 | invalid_value",
        "G@T /v1/videos HTTP/1.1      | 400 | invalid_value",
        "GET /v1/%2e%2e%2fx HTTP/1.1  | 400 | invalid_value",
        "GET /v1/a;b=c HTTP/1.1       | 400 | invalid_value",
        "GET /v1/a//b HTTP/1.1        | 400 | invalid_value",
        "GET /v1/%00 HTTP/1.1         | 400 | invalid_value",
        "GET /v1/videos HTTP/9.9      | 505 | invalid_value",
        "TRACE /v1/videos HTTP/1.1    | 405 | method_not_allowed"
      })
  void theServersOwnRefusalsAreTheEnvelopeToo(String line, int status, String code) {
    String answer = RawHttp.exchange(port, line + "\r\n" + KEY_LINE + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 " + (status == 505 ? 400 : status));
    assertThat(answer).contains("\"code\":\"" + code + "\"").doesNotContain("<html");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .contains("content-type: application/json", "x-request-id: req_", "nosniff");
  }

  @Test
  void tooLargeHeadersAreTheEnvelopeToo() {
    String answer =
        RawHttp.exchange(
            port, "GET /v1/x HTTP/1.1\r\n" + KEY_LINE + "X: " + "a".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431").contains("\"code\":\"headers_too_large\"");
  }

  @Test
  void fifteenKilobytesOfHeadersAreServed() {
    assertThat(client.get(BASE + "/number?n=1", "X-Long", "a".repeat(15_000)).status())
        .isEqualTo(200);
  }

  @Test
  void anUnansweredRequestGetsNotOneByte() {
    assertThat(
            RawHttp.exchange(port, "GET " + BASE + "/unanswered HTTP/1.1\r\n" + KEY_LINE + "\r\n"))
        .isEmpty();
  }

  @Test
  void anAnswerThatFailsInItsMiddleIsCutAndNotCompleted() {
    String answer =
        RawHttp.exchange(port, "GET " + BASE + "/half HTTP/1.1\r\n" + KEY_LINE + "\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("half");
    assertThat(answer).doesNotContain("error").doesNotEndWith("0\r\n\r\n");
  }

  static class FaultyFilter extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      if (request.getRequestURI().endsWith("/filter")) {
        throw new DataAccessResourceFailureException("canary");
      }
      chain.doFilter(request, response);
    }
  }

  @RestController
  @RequestMapping(BASE)
  static class Faults {
    @GetMapping("/conflict")
    void conflict() {
      throw ProblemCode.VIDEO_IN_PROGRESS.problem(null, "still at it");
    }

    @GetMapping("/waits")
    void waits() {
      throw ProblemCode.IDEMPOTENCY_IN_PROGRESS.problem(null, "still at it");
    }

    @GetMapping("/number")
    Counted number(@RequestParam int n) {
      return new Counted(n);
    }

    @PostMapping("/body")
    Body body(@RequestBody Body body) {
      return body;
    }

    @GetMapping("/pool")
    void pool() {
      throw new CannotCreateTransactionException("canary");
    }

    @GetMapping("/slow")
    void slow() {
      throw new QueryTimeoutException("canary");
    }

    @GetMapping("/bug")
    void bug() {
      throw new IllegalStateException("canary", new IllegalArgumentException("canary"));
    }

    @GetMapping("/unanswered")
    void unanswered() {
      throw new UnansweredException("the commit's fate is unknown", new IOException("canary"));
    }

    @GetMapping("/half")
    void half(HttpServletResponse response) throws IOException {
      response.getOutputStream().print("half");
      response.flushBuffer();
      throw new IllegalStateException("canary");
    }
  }

  record Counted(int number) {}

  enum BodySize {
    @JsonProperty("small")
    SMALL,
    LARGE
  }

  record Body(BodySize size, List<Integer> list) {}
}
