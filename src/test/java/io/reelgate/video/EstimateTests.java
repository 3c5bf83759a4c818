package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/// What the price question answers.
@GatewayTest
class EstimateTests {
  private static final String CLIP = "'video':{'url':'https://clips.invalid/canal.mp4'}";

  @Autowired private TestGateway gateway;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
  }

  @Test
  void everyProviderHasItsPriceAndItsWorstCase() {
    JsonNode estimate = estimated("", "");

    assertThat(estimate.required("object").asString()).isEqualTo("video.estimate");
    assertThat(estimate.required("model").asString()).isEqualTo("seedance-2.0-mini");
    assertThat(estimate.required("operation").asString()).isEqualTo("text_to_video");
    assertThat(estimate.required("seconds").asString()).isEqualTo("5");
    assertThat(estimate.required("size").asString()).isEqualTo("1280x720");
    assertThat(estimate.required("currency").asString()).isEqualTo("USD");
    assertThat(estimate.required("input_seconds").asDouble()).isZero();
    assertThat(estimate.required("amount").asString()).isEqualTo("0.4050");
    assertThat(estimate.required("amount_max").asString()).isEqualTo("0.4455");
    assertThat(estimate.required("fits_max_cost").asBoolean()).isTrue();
    assertThat(Instant.ofEpochSecond(estimate.required("valid_until").asLong()))
        .isAfter(Instant.now());
    assertThat(prices(estimate))
        .containsExactly(
            "runware 0.4050 0.4455 false",
            "wavespeed 0.6000 0.6000 true",
            "empiriolabs 0.7500 0.7500 true");
  }

  @Test
  void nothingIsMadeOrStored() {
    estimated("", "");
    assertThat(caller.get("/v1/videos").json().required("data").size()).isZero();
  }

  @Test
  void anIdempotencyKeyIsNotUsedUp() {
    String body = "{\"prompt\":\"A lantern\"}";
    caller.post("/v1/videos/estimate", body, "Idempotency-Key", "one");
    Answer made = caller.post("/v1/videos", "{\"prompt\":\"Other\"}", "Idempotency-Key", "one");
    assertThat(made.status()).isEqualTo(200);
  }

  @Test
  void whoIsTooDearIsOutAndPricedAllTheSame() {
    JsonNode estimate = estimated("'max_cost':'0.5'", "");

    assertThat(prices(estimate))
        .containsExactly(
            "runware 0.4050 0.4455 false",
            "empiriolabs 0.7500 0.7500 true max_cost_exceeded max_cost",
            "wavespeed 0.6000 0.6000 true max_cost_exceeded max_cost");
    assertThat(estimate.required("fits_max_cost").asBoolean()).isTrue();
  }

  @Test
  void aCapThatNobodyKeepsIsToldAndNotRefused() {
    JsonNode estimate = estimated("'max_cost':'0.1'", "");

    assertThat(estimate.required("fits_max_cost").asBoolean()).isFalse();
    assertThat(estimate.required("amount").asString()).isEqualTo("0.4050");
    assertThat(estimate.required("routes").values())
        .allSatisfy(route -> assertThat(route.required("reason").isNull()).isFalse());
  }

  @Test
  void whoCannotMakeItSaysWhyNot() {
    JsonNode estimate = estimated("'resolution':'1080p'", "");

    assertThat(prices(estimate))
        .containsExactly(
            "wavespeed 1.5000 1.5000 true",
            "empiriolabs null null null unsupported_resolution resolution",
            "runware null null null unsupported_resolution resolution");
    assertThat(route(estimate, "runware").required("reason").required("message").asString())
        .contains("480p or 720p");
  }

  @Test
  void manyOutputsAreOneProvidersMatter() {
    JsonNode estimate = estimated("'n':3", "");

    assertThat(prices(estimate))
        .containsExactly(
            "runware 1.2150 1.3365 false",
            "empiriolabs null null null invalid_value n",
            "wavespeed null null null invalid_value n");
    assertThat(estimate.required("n").asInt()).isEqualTo(3);
  }

  @Test
  void aSourceOfUnknownLengthIsCountedAsTheLongest() {
    JsonNode estimate = estimated("'model':'seedance-2.0-mini'," + CLIP, "?purpose=edit");

    assertThat(estimate.required("operation").asString()).isEqualTo("edit");
    assertThat(estimate.required("seconds").asString()).isEqualTo("auto");
    assertThat(estimate.required("input_seconds").isNull()).isTrue();
    assertThat(route(estimate, "wavespeed").required("amount").asString()).isEqualTo("2.2500");
    assertThat(route(estimate, "wavespeed").required("exact").asBoolean()).isFalse();
    assertThat(route(estimate, "empiriolabs").required("amount").asString()).isEqualTo("5.3850");
    assertThat(route(estimate, "empiriolabs").required("amount_max").asString())
        .isEqualTo("10.7700");
    assertThat(route(estimate, "runware").required("reason").required("param").asString())
        .isEqualTo("operation");
  }

  @Test
  void anExtensionIsPricedByItsNewPart() {
    JsonNode estimate =
        estimated("'model':'seedance-2.0-mini','seconds':7," + CLIP, "?purpose=extend");

    assertThat(estimate.required("operation").asString()).isEqualTo("extend");
    assertThat(route(estimate, "wavespeed").required("amount").asString()).isEqualTo("0.8400");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'resolution':'4k'                      |               | unsupported_resolution | resolution",
        "'seconds':99                           |               | unsupported_duration   | seconds",
        "'resolution':'1080p','n':2             |               | invalid_value          | n",
        "'colour':'red'                         |               | unknown_parameter      | colour",
        "'provider':{'only':['nobody']}         |               | no_route               | provider.only",
        "'n':1                                  | ?purpose=guess| invalid_value          | purpose",
        "'n':1                                  | ?purpose=edit | missing_required_parameter | video"
      })
  void whatCannotBeMadeIsRefusedAsItWouldBe(String field, String query, String code, String param) {
    Answer answer = ask(field, query == null ? "" : query);

    assertThat(answer.status()).isEqualTo(400);
    JsonNode error = answer.json().required("error");
    assertThat(error.required("code").asString()).isEqualTo(code);
    assertThat(error.required("param").asString()).isEqualTo(param);
  }

  @Test
  void warningsAreThoseOfTheVideo() {
    JsonNode estimate = estimated("'negative_prompt':'blur','seed':7", "");

    assertThat(estimate.required("warnings").values())
        .extracting(each -> each.required("param").asString())
        .containsExactly("seed", "negative_prompt");
  }

  private JsonNode estimated(String fields, String query) {
    Answer answer = ask(fields, query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private Answer ask(String fields, String query) {
    String more = fields.isEmpty() ? "" : "," + fields.replace('\'', '"');
    return caller.post("/v1/videos/estimate" + query, "{\"prompt\":\"A lantern\"" + more + "}");
  }

  private static JsonNode route(JsonNode estimate, String provider) {
    return estimate.required("routes").values().stream()
        .filter(each -> each.required("provider").asString().equals(provider))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> prices(JsonNode estimate) {
    return estimate.required("routes").values().stream().map(EstimateTests::price).toList();
  }

  private static String price(JsonNode route) {
    String figures =
        List.of("provider", "amount", "amount_max", "exact").stream()
            .map(name -> route.required(name).asString("null"))
            .collect(Collectors.joining(" "));
    JsonNode reason = route.required("reason");
    return reason.isNull()
        ? figures
        : "%s %s %s"
            .formatted(
                figures, reason.required("code").asString(), reason.required("param").asString());
  }
}
