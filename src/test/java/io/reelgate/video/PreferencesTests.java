package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Who may make a video, for how much, and what is said about wishes that nobody honours.
@GatewayTest
class PreferencesTests {
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'seed':7                                  | unsupported_parameter | seed",
        "'fps':30                                  | unsupported_parameter | fps",
        "'watermark':true                          | unsupported_parameter | watermark",
        "'camera_fixed':true                       | unsupported_parameter | camera_fixed",
        "'return_last_frame':true                  | unsupported_parameter | return_last_frame",
        "'negative_prompt':'blur'                  | unsupported_parameter | negative_prompt",
        "'service_tier':'flex'                     | unsupported_parameter | service_tier",
        "'provider':{'order':['nobody']}           | unknown_provider      | provider.order",
        "'provider':{'ignore':['nobody']}          | unknown_provider      | provider.ignore"
      })
  void whatHasNoEffectIsTold(String field, String code, String param) {
    JsonNode warnings = made(field).required("warnings");

    assertThat(warnings.size()).isEqualTo(1);
    JsonNode warning = warnings.required(0);
    assertThat(warning.propertyNames()).containsExactly("code", "param", "message");
    assertThat(warning.required("code").asString()).isEqualTo(code);
    assertThat(warning.required("param").asString()).isEqualTo(param);
    assertThat(warning.required("message").asString()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'seed':-1",
        "'fps':24",
        "'watermark':false",
        "'camera_fixed':false",
        "'return_last_frame':false",
        "'service_tier':'default'",
        "'callback_url':'https://a.example.org/h'",
        "'n':1",
        "'generate_audio':false",
        "'provider':{'order':['wavespeed'],'allow_fallbacks':false,'sort':'price'}",
        "'provider':{'options':{'wavespeed':{'enable_web_search':true}}}",
        "'provider':{'options':{'wavespeed':{'enable_web_search':null}}}",
        "'deadline_seconds':60"
      })
  void whatIsUsualOrHonouredIsNotWarnedAbout(String field) {
    assertThat(made(field).required("warnings").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "fps"})
  void whoRequiresAllParametersIsRefused(String field) {
    assertRefused(
        "'%s':30,'provider':{'require_parameters':true}".formatted(field),
        "unsupported_parameter",
        field);
  }

  @Test
  void whoRequiresAllParametersGoesToTheProviderThatHonoursThem() {
    JsonNode video = made("'negative_prompt':'blur','provider':{'require_parameters':true}");
    assertThat(video.required("warnings").size()).isZero();
    assertThat(video.required("cost").required("estimated").asString()).isEqualTo("0.7500");
    assertRefused(
        "'negative_prompt':'blur','provider':{'require_parameters':true,'only':['runware']}",
        "unsupported_parameter",
        "negative_prompt");
  }

  @Test
  void whatTheChosenProviderIgnoresIsToldWithWhoDoesNot() {
    JsonNode warnings = made("'negative_prompt':'blur'").required("warnings");
    assertThat(warnings.size()).isOne();
    assertThat(warnings.required(0).required("code").asString()).isEqualTo("unsupported_parameter");
    assertThat(warnings.required(0).required("message").asString())
        .contains("runware does not honour negative_prompt", "goes to empiriolabs");
  }

  @Test
  void aRatioBesideAFrameIsToldWhereTheFrameDecides() {
    String frame =
        "'input_reference':{'image_url':'https://studio.example.org/bud.png'},'aspect_ratio':'1:1'";
    JsonNode video = made(frame);
    assertThat(video.required("size").asString()).isEqualTo("auto");
    assertThat(video.required("warnings").required(0).required("param").asString())
        .isEqualTo("aspect_ratio");
    JsonNode elsewhere = made(frame + ",'provider':{'require_parameters':true}");
    assertThat(elsewhere.required("warnings").size()).isZero();
    assertThat(elsewhere.required("size").asString()).isEqualTo("960x960");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'provider':{'only':['nobody']}           | no_route              | provider.only",
        "'provider':{'ignore':['wavespeed','runware','empiriolabs']}"
            + " | no_route | provider.ignore",
        "'provider':{'sort':'beauty'}             | invalid_value         | provider.sort",
        "'provider':{'colour':'red'}              | unknown_parameter     | provider.colour",
        "'provider':{'options':{'nobody':{'a':1}}} | invalid_value | provider.options.nobody",
        "'provider':{'options':{'wavespeed':{'a':1}}}"
            + " | unsupported_parameter | provider.options.wavespeed.a",
        "'provider':{'options':{'wavespeed':{'duration':9}}}"
            + " | unsupported_parameter | provider.options.wavespeed.duration",
        "'provider':{'options':{'wavespeed':{'enable_web_search':1}}}"
            + " | invalid_value | provider.options.wavespeed.enable_web_search",
        "'provider':{'options':{'wavespeed':{'enable_web_search':'yes'}}}"
            + " | invalid_value | provider.options.wavespeed.enable_web_search",
        "'provider':{'options':{'wavespeed':{'enable_web_search':{}}}}"
            + " | invalid_value | provider.options.wavespeed.enable_web_search",
        "'max_cost':'0.44'                        | max_cost_exceeded     | max_cost",
        "'max_cost':0                             | invalid_value         | max_cost",
        "'max_cost':'-1'                          | invalid_value         | max_cost",
        "'max_cost':'0.0000001'                   | invalid_value         | max_cost",
        "'deadline_seconds':59                    | invalid_value         | deadline_seconds",
        "'callback_url':'http://a.example.org/h'  | invalid_value         | callback_url"
      })
  void whatCannotBeDoneIsRefused(String field, String code, String param) {
    assertRefused(field, code, param);
  }

  @Test
  void aProviderOnlyKnobIsHandedOnInItsType() {
    String text = "'provider':{'options':{'wavespeed':{'enable_web_search':'true'}}}";
    String id = made(text).required("id").asString();

    assertThat(
            jdbc.sql("select spec #>> '{extras,options,wavespeed}' from job where id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("{\"enable_web_search\": true}");
  }

  @Test
  void aCapIsEchoedAndKept() {
    assertThat(made("'max_cost':0.6").required("cost").required("max_cost").asString())
        .isEqualTo("0.6000");
  }

  @Test
  void theCapMayComeAsAHeader() {
    TestClient caller = gateway.newTenant();
    String body = "{\"prompt\":\"p\"}";

    Answer tooLow = caller.post("/v1/videos", body, "X-Gateway-Max-Cost", "0.10");
    Answer options = caller.post("/v1/videos", body, "X-Gateway-Options", "{\"max_cost\":0.1}");
    Answer enough = caller.post("/v1/videos", body, "X-Gateway-Max-Cost", "0.60");
    Answer bodyWins =
        caller.post(
            "/v1/videos", "{\"prompt\":\"p\",\"max_cost\":1}", "X-Gateway-Max-Cost", "0.10");

    assertThat(tooLow.code()).isEqualTo("max_cost_exceeded");
    assertThat(options.code()).isEqualTo("max_cost_exceeded");
    assertThat(enough.status()).isEqualTo(200);
    assertThat(bodyWins.json().required("cost").required("max_cost").asString())
        .isEqualTo("1.0000");
  }

  @Test
  void aLiveKeyWithoutARealProviderHasNoRoute() {
    Answer answer =
        gateway.anonymous().as(gateway.newKey("live")).post("/v1/videos", "{\"prompt\":\"p\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("no_route");
  }

  @Test
  void allWarningsComeTogether() {
    assertThat(
            made("'seed':1,'guidance_scale':7,'quality':'hd','aspect_ratio':'adaptive'")
                .required("warnings")
                .values()
                .stream()
                .map(warning -> warning.required("param").asString()))
        .containsExactlyInAnyOrderElementsOf(
            List.of("seed", "guidance_scale", "quality", "aspect_ratio"));
  }

  private JsonNode made(String fields) {
    Answer answer = post(fields);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private void assertRefused(String fields, String code, String param) {
    Answer answer = post(fields);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.param()).isEqualTo(param);
  }

  private Answer post(String fields) {
    return gateway
        .newTenant()
        .post("/v1/videos", "{\"prompt\":\"A lantern\"," + fields.replace('\'', '"') + "}");
  }
}
