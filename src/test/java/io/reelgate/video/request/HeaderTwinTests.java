package io.reelgate.video.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.money.Usd;
import io.reelgate.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// Fields in headers, for clients that cannot send them in the body.
class HeaderTwinTests {
  private static final String OPTIONS = "X-Gateway-Options";
  private static final String MAX_COST = "X-Gateway-Max-Cost";

  private static MockHttpServletRequest post(String members) {
    return Posts.json("{\"prompt\": \"x\"" + members + "}");
  }

  private static DecodedRequest decode(MockHttpServletRequest request) {
    return Posts.DECODER.decode(request, Posts.CREATE);
  }

  @Test
  void headersCarryFieldsAndMakeTheSameRequest() {
    MockHttpServletRequest request = post("");
    request.addHeader(
        OPTIONS, "{\"max_cost\":\"0.60\",\"negative_prompt\":\"\\u706f\",\"ratio\":\"1:1\"}");

    DecodedRequest decoded = decode(request);

    assertThat(decoded.request().maxCost()).isEqualTo(Usd.ofMicros(600_000));
    assertThat(decoded.request().negativePrompt()).isEqualTo("灯");
    assertThat(decoded.fingerprint())
        .isEqualTo(
            decode(
                    post(
                        ", \"max_cost\": 0.6, \"negative_prompt\": \"灯\", \"aspect_ratio\": \"1:1\""))
                .fingerprint());
  }

  @Test
  void theShorthandCarriesMaxCost() {
    MockHttpServletRequest request = post("");
    request.addHeader(MAX_COST, "0.60");

    assertThat(decode(request).request().maxCost()).isEqualTo(Usd.ofMicros(600_000));
  }

  @Test
  void theBodyWins() {
    MockHttpServletRequest request = post(", \"max_cost\": 1, \"num_results\": 2, \"seed\": null");
    request.addHeader(OPTIONS, "{\"n\": 3, \"seed\": 7}");
    request.addHeader(MAX_COST, "0.60");

    CreateVideoRequest wish = decode(request).request();

    assertThat(wish.maxCost()).isEqualTo(Usd.ofMicros(1_000_000));
    assertThat(wish.n()).isEqualTo(2);
    assertThat(wish.seed()).isEqualTo(7);
  }

  @Test
  void headersThatContradictEachOtherAreRefused() {
    MockHttpServletRequest request = post("");
    request.addHeader(OPTIONS, "{\"max_cost\": 1}");
    request.addHeader(MAX_COST, "0.60");

    ProblemException refusal = Posts.refusal(request, Posts.CREATE);

    assertThat(refusal.code().word()).isEqualTo("conflicting_parameters");
    assertThat(refusal.param()).isEqualTo(MAX_COST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Gateway-Options | [] | invalid_value | X-Gateway-Options",
        "X-Gateway-Options | {\"n\": | invalid_value | X-Gateway-Options",
        "X-Gateway-Options | {\"user\": \"é\"} | invalid_value | X-Gateway-Options",
        "X-Gateway-Options | {\"user\": \"\\u0000\"} | invalid_value | X-Gateway-Options.user",
        "X-Gateway-Options | {\"prompt\": \"p\"} | unknown_parameter | X-Gateway-Options.prompt",
        "X-Gateway-Options | {\"quality\": \"p\"} | unknown_parameter | X-Gateway-Options.quality",
        "X-Gateway-Options | {\"seconds\": 5} | unknown_parameter | X-Gateway-Options.seconds",
        "X-Gateway-Options | {\"n\": 9} | invalid_value | X-Gateway-Options.n",
        "X-Gateway-Options | {\"provider\": {\"x\": 9}} | unknown_parameter"
            + " | X-Gateway-Options.provider.x",
        "X-Gateway-Max-Cost | much | invalid_value | X-Gateway-Max-Cost",
        "X-Gateway-Max-Cost | -1 | invalid_value | X-Gateway-Max-Cost",
        "X-Gateway-Max-Cost | '' | invalid_value | X-Gateway-Max-Cost"
      })
  void wrongHeadersAreRefused(String header, String value, String code, String param) {
    MockHttpServletRequest request = post("");
    request.addHeader(header, value);

    ProblemException refusal = Posts.refusal(request, Posts.CREATE);

    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
  }

  @Test
  void longAndRepeatedHeadersAreRefused() {
    MockHttpServletRequest longOne = post("");
    longOne.addHeader(OPTIONS, "{\"negative_prompt\":\"" + "x".repeat(8_192) + "\"}");
    MockHttpServletRequest repeated = post("");
    repeated.addHeader(MAX_COST, "1");
    repeated.addHeader(MAX_COST, "1");

    assertThat(Posts.refusal(longOne, Posts.CREATE).param()).isEqualTo(OPTIONS);
    assertThat(Posts.refusal(repeated, Posts.CREATE).param()).isEqualTo(MAX_COST);
  }
}
