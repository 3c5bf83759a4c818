package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Where jobs go whose first provider did not make them.
@GatewayTest
class FailoverTests {
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  private TestClient caller = new TestClient(0, null);

  @BeforeEach
  void start() {
    caller = gateway.newTenant();
  }

  @ParameterizedTest
  @ValueSource(strings = {"429", "401"})
  void whoRefusesForNowIsFollowedByTheNextAtOnce(String status) {
    JsonNode video =
        made("runware.submit=" + status, "'only':['runware','wavespeed'],'order':['runware']");

    assertThat(video.required("status").asString()).isEqualTo("completed");
    assertThat(attempts(video)).containsExactly("1 runware REFUSED", "2 wavespeed SUCCEEDED");
    assertThat(events(video)).containsSubsequence("submitting", "queued", "leased", "submitting");
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.6000");
    assertThat(video.required("provider").required("slug").asString()).isEqualTo("wavespeed");
    assertThat(video.required("provider").required("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void whatTheNextProviderIgnoresIsTold() {
    JsonNode video =
        finished(
            "empiriolabs.submit=429",
            "'only':['empiriolabs','wavespeed'],'order':['empiriolabs']",
            "\"negative_prompt\":\"blur\",");

    assertThat(attempts(video)).containsExactly("1 empiriolabs REFUSED", "2 wavespeed SUCCEEDED");
    assertThat(video.required("warnings").size()).isOne();
    assertThat(video.required("warnings").required(0).required("message").asString())
        .isEqualTo("wavespeed, where the video goes now, does not honour negative_prompt");
  }

  @Test
  void whatWasToldAtOnceIsNotToldAgain() {
    JsonNode video = finished("delay=0s", "'only':['wavespeed']", "\"negative_prompt\":\"blur\",");

    assertThat(video.required("warnings").size()).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"capacity", "internal"})
  void whoFailsForNothingIsFollowedByAnother(String failure) {
    JsonNode video =
        made("wavespeed.fail=" + failure, "'only':['runware','wavespeed'],'order':['wavespeed']");

    assertThat(video.required("status").asString()).as(video.toString()).isEqualTo("completed");
    assertThat(attempts(video)).containsExactly("1 wavespeed FAILED", "2 runware SUCCEEDED");
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.408375");
    assertThat(events(video)).containsSubsequence("generating", "queued", "generating");
    assertThat(events(video).stream().filter(each -> each.equals("completed"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"moderation", "input", "media"})
  void whatIsTheRequestsFaultGoesNowhereElse(String failure) {
    JsonNode video =
        made("wavespeed.fail=" + failure, "'only':['runware','wavespeed'],'order':['wavespeed']");

    assertThat(video.required("status").asString()).isEqualTo("failed");
    assertThat(attempts(video)).containsExactly("1 wavespeed FAILED");
  }

  @ParameterizedTest
  @CsvSource({"runware, capacity", "wavespeed, timeout"})
  void whoMayHaveChargedIsNotFollowed(String provider, String failure) {
    JsonNode video =
        made(
            provider + ".fail=" + failure,
            "'only':['runware','wavespeed'],'order':['%s']".formatted(provider));

    assertThat(video.required("status").asString()).isEqualTo("failed");
    assertThat(attempts(video)).containsExactly("1 " + provider + " FAILED");
    assertThat(video.required("cost").required("actual").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"'allow_fallbacks':false", "'max_attempts':1", "'only':['wavespeed']"})
  void theCallersLimitsBind(String limit) {
    JsonNode video = made("wavespeed.fail=capacity", "'order':['wavespeed'],%s".formatted(limit));

    assertThat(video.required("status").asString()).isEqualTo("failed");
    assertThat(attempts(video)).containsExactly("1 wavespeed FAILED");
    assertThat(video.required("error").required("code").asString())
        .isNotEqualTo("no_provider_available");
    assertThat(video.required("cost").required("actual").asString()).isEqualTo("0.0000");
  }

  @Test
  void aCapBindsTheNextProviderToo() {
    JsonNode video =
        finished(
            "wavespeed.fail=capacity",
            "'order':['wavespeed'],'ignore':['runware']",
            "\"max_cost\":\"0.61\",");

    assertThat(attempts(video)).containsExactly("1 wavespeed FAILED");
    assertThat(video.required("status").asString()).isEqualTo("failed");
  }

  @Test
  void whenAllHaveFailedTheLastFailureIsToldAndTheCostIsOpen() {
    JsonNode video =
        made(
            "wavespeed.fail=capacity] [sandbox: runware.fail=timeout",
            "'only':['runware','wavespeed'],'order':['wavespeed']");

    assertThat(attempts(video)).containsExactly("1 wavespeed FAILED", "2 runware FAILED");
    assertThat(video.required("error").required("code").asString()).isEqualTo("provider_timeout");
    assertThat(video.required("cost").required("actual").isNull()).isTrue();
  }

  private JsonNode made(String script, String preferences) {
    return finished(script, preferences, "");
  }

  private JsonNode finished(String script, String preferences, String more) {
    String json =
        "{%s\"prompt\":\"A lantern [sandbox: %s]\",\"seconds\":5,\"provider\":{%s}}"
            .formatted(more, script, preferences.replace('\'', '"'));
    return gateway.finished(caller, gateway.accepted(caller, json));
  }

  private List<String> attempts(JsonNode video) {
    return Sql.list(
        jdbc.sql(
                """
                select number || ' ' || provider || ' ' || state from attempt where job_id = :id
                order by number
                """)
            .param("id", video.required("id").asString())
            .query(String.class));
  }

  private List<String> events(JsonNode video) {
    return Sql.list(
        jdbc.sql("select type from event where job_id = :id order by sequence")
            .param("id", video.required("id").asString())
            .query(String.class));
  }
}
