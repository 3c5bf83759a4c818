package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.API;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.MINI;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.quick;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SandboxTest
class WaveSpeedAccountTests {
  private final SandboxClient client;
  private final WaveSpeedFixture wave;

  WaveSpeedAccountTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    wave = new WaveSpeedFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  private static List<String> ids(JsonNode page) {
    List<String> ids = new ArrayList<>();
    page.get("items").forEach(item -> ids.add(item.get("id").asString()));
    return ids;
  }

  private JsonNode list(String fields) throws IOException {
    return wave.post("predictions", "{\"page\":1,\"page_size\":10" + fields + "}").data();
  }

  @Test
  void historyIsPagedNewestFirst() throws Exception {
    String first = wave.submit(quick("")).field("id");
    String second = wave.submit(quick("")).field("id");
    String third = wave.submit(quick("")).field("id");
    assertThat(ids(list(""))).containsExactly(third, second, first);
    JsonNode page = wave.post("predictions", "{\"page\":2,\"page_size\":2}").data();
    assertThat(page.get("page").intValue()).isEqualTo(2);
    assertThat(ids(page)).containsExactly(first);
  }

  @Test
  void historyIsFilteredByStatusModelAndTime() throws Exception {
    String done = wave.submit(quick("")).field("id");
    String failed = wave.submit(quick("fail=media")).field("id");
    String running = wave.submit(quick("stuck")).field("id");
    String turbo =
        wave.submit("text-to-video-turbo", "{\"prompt\":\"[sandbox: stuck delay=0ms]\"}")
            .field("id");
    assertThat(ids(list(",\"status\":\"completed\""))).containsExactly(done);
    assertThat(ids(list(",\"status\":\"failed\""))).containsExactly(failed);
    assertThat(ids(list(",\"status\":\"processing\""))).containsExactly(turbo, running);
    assertThat(ids(list(",\"model\":\"" + MINI + "text-to-video-turbo\""))).containsExactly(turbo);
    String created = wave.poll(failed).field("created_at");
    assertThat(ids(list(",\"created_before\":\"" + created + "\""))).containsExactly(done);
    assertThat(ids(list(",\"created_after\":\"" + created + "\"")))
        .containsExactly(turbo, running, failed);
  }

  @Test
  void historyEchoesInputsOnlyWhenAsked() throws Exception {
    wave.submit(quick(""));
    assertThat(list("").get("items").get(0).has("input")).isFalse();
    JsonNode item = list(",\"include_inputs\":true").get("items").get(0);
    assertThat(item.get("input").get("prompt").asString()).startsWith("a cat");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"page\":1}",
        "{\"page\":0,\"page_size\":10}",
        "{\"page\":1,\"page_size\":101}",
        "{\"page\":1,\"page_size\":10,\"status\":\"done\"}",
        "{\"page\":1,\"page_size\":10,\"created_after\":\"yesterday\"}",
        "nonsense"
      })
  void badSearchIsRefused(String body) throws Exception {
    wave.submit(quick(""));
    assertThat(wave.post("predictions", body).status()).isEqualTo(400);
  }

  @Test
  void bulkDeleteCountsWhatItRemoves() throws Exception {
    String one = wave.submit(quick("")).field("id");
    String two = wave.submit(quick("")).field("id");
    String url = wave.ended(one).get("outputs").get(0).asString();
    String body = "{\"ids\":[\"" + one + "\",\"unknown\",\"" + one + "\"]}";
    assertThat(wave.post("predictions/delete", body).data().get("deleted_count").intValue())
        .isEqualTo(1);
    assertThat(wave.poll(one).status()).isEqualTo(404);
    assertThat(ids(list(""))).containsExactly(two);
    assertThat(client.get(url).status()).isEqualTo(200);
    assertThat(wave.post("predictions/delete", "{}").status()).isEqualTo(400);
  }

  @Test
  void deleteRemovesAFinishedTaskAndLetsARunningOneRunOn() throws Exception {
    String done = wave.submit(quick("")).field("id");
    String running = wave.submit(quick("stuck")).field("id");
    assertThat(client.delete(API + "predictions/" + done).field("status")).isEqualTo("deleted");
    assertThat(client.delete(API + "predictions/" + running).field("id")).isEqualTo(running);
    assertThat(wave.poll(done).status()).isEqualTo(404);
    assertThat(wave.poll(running).field("status")).isEqualTo("processing");
    assertThat(client.delete(API + "predictions/" + done).status()).isEqualTo(404);
  }

  @Test
  void priceIsQuotedInBothForms() throws Exception {
    String body =
        "{\"model_id\":\""
            + MINI
            + "image-to-video\",\"inputs\":{\"duration\":4,"
            + "\"resolution\":\"480p\"}}";
    JsonNode quote = wave.post("model/price", body).data();
    assertThat(quote.get("price").doubleValue()).isEqualTo(0.24);
    assertThat(quote.get("discounted_price").doubleValue()).isEqualTo(0.24);
    assertThat(quote.get("currency").asString()).isEqualTo("USD");
    assertThat(wave.post("model/pricing", body).data().get("unit_price").doubleValue())
        .isEqualTo(0.24);
    assertThat(
            wave.post("model/price", "{\"model_id\":\"" + MINI + "text-to-video\"}")
                .data()
                .get("price")
                .doubleValue())
        .isEqualTo(0.6);
    assertThat(wave.post("model/price", "{\"model_id\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void catalogueHasEveryEndpointWithItsSchema() throws Exception {
    JsonNode models = client.get(API + "models").data();
    assertThat(models.size()).isEqualTo(9);
    JsonNode image =
        models
            .valueStream()
            .filter(model -> model.get("model_id").asString().equals(MINI + "image-to-video"))
            .findFirst()
            .orElseThrow();
    assertThat(image.get("base_price").doubleValue()).isEqualTo(0.6);
    JsonNode schema = image.get("api_schema").get("api_schemas").get(0).get("request_schema");
    assertThat(schema.get("required").toString()).isEqualTo("[\"prompt\",\"image\"]");
    assertThat(schema.get("properties").get("duration").get("maximum").intValue()).isEqualTo(15);
    assertThat(schema.get("properties").get("resolution").get("enum").size()).isEqualTo(3);
  }

  @Test
  void everyMovementOfMoneyHasARecord() throws Exception {
    String kept = wave.submit(quick("")).field("id");
    String failed = wave.submit(quick("fail=media")).field("id");
    JsonNode bills = wave.post("billings/search", "{\"page\":1,\"page_size\":50}").data();
    assertThat(bills.get("has_more").booleanValue()).isFalse();
    List<String> told = new ArrayList<>();
    for (JsonNode bill : bills.get("items")) {
      assertThat(bill.get("price").doubleValue()).isEqualTo(0.24);
      assertThat(bill.get("uuid").asString()).hasSize(36);
      told.add(
          bill.get("billing_type").asString()
              + " "
              + bill.get("prediction").get("uuid").asString());
    }
    assertThat(told).containsExactly("refund " + failed, "deduct " + failed, "deduct " + kept);
    JsonNode refunds =
        wave.post("billings/search", "{\"page\":1,\"page_size\":1,\"billing_type\":\"refund\"}")
            .data();
    assertThat(refunds.get("items").size()).isEqualTo(1);
    JsonNode first = wave.post("billings/search", "{\"page\":1,\"page_size\":1}").data();
    assertThat(first.get("has_more").booleanValue()).isTrue();
  }

  @Test
  void usageAddsUpWhatWasNotRefunded() throws Exception {
    wave.submit(quick(""));
    wave.submit(quick("fail=media"));
    wave.submit("text-to-video-turbo", "{\"prompt\":\"[sandbox: stuck]\"}");
    JsonNode usage = wave.post("user/usage_stats", "{}").data();
    JsonNode summary = usage.get("summary");
    assertThat(summary.get("total_requests").intValue()).isEqualTo(3);
    assertThat(summary.get("success_requests").intValue()).isEqualTo(1);
    assertThat(summary.get("total_cost").doubleValue()).isCloseTo(0.64, within(1e-9));
    assertThat(usage.get("per_model_usage").size()).isEqualTo(2);
    assertThat(usage.get("daily_usage").size()).isBetween(1, 2);
  }

  @Test
  void emptyAccountRefusesTheSubmit() throws Exception {
    String body = "{\"prompt\":\"a cat\",\"resolution\":\"4k\",\"duration\":15}";
    int status = 200;
    for (int task = 0; task < 600 && status == 200; task++) {
      status = wave.submit(body).status();
    }
    assertThat(status).isEqualTo(402);
    assertThat(wave.balance()).isLessThan(9);
    assertThat(wave.submit(text("small")).status()).isEqualTo(200);
  }
}
