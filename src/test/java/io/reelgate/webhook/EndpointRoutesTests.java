package io.reelgate.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.webhooks.WebhookCreateParams;
import com.openai.models.webhooks.WebhookEndpoint;
import com.openai.models.webhooks.WebhookEndpointTestResult;
import com.openai.models.webhooks.WebhookEndpointWithSecret;
import com.openai.models.webhooks.WebhookListParams;
import com.openai.models.webhooks.WebhookTestParams;
import com.openai.models.webhooks.WebhookUpdateParams;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The routes of endpoints, by hand and with the official client.
@GatewayTest
class EndpointRoutesTests {
  private static final String ROUTE = "/v1/webhook_endpoints";

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @AutoClose private final Receiver receiver = Receiver.start();

  @Test
  void theOfficialClientManagesEndpoints() {
    OpenAIClient client = client();

    WebhookEndpointWithSecret made = madeBy(client);
    assertThat(made.signingSecret()).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(made.signingSecretHint().orElseThrow()).doesNotContain(made.signingSecret());
    WebhookEndpoint read = client.webhooks().retrieve(made.id());
    assertThat(read.validate().url()).isEqualTo(receiver.url());
    assertThat(read.eventTypes()).containsExactly("video.completed");
    WebhookEndpoint changed =
        client
            .webhooks()
            .update(
                made.id(),
                WebhookUpdateParams.builder()
                    .name("film")
                    .addEventType(WebhookUpdateParams.EventType.of("video.failed"))
                    .build());
    assertThat(changed.name()).isEqualTo("film");
    assertThat(changed.eventTypes()).containsExactly("video.failed");
    assertThat(changed.url()).isEqualTo(receiver.url());
    assertThat(client.webhooks().list(WebhookListParams.builder().limit(10).build()).data())
        .extracting(WebhookEndpoint::id)
        .containsExactly(made.id());
    assertThat(client.webhooks().delete(made.id()).deleted()).isTrue();
    assertThat(client.webhooks().list().data()).isEmpty();
  }

  @Test
  void theOfficialClientTestsAndRotates() {
    OpenAIClient client = client();
    WebhookEndpointWithSecret made = madeBy(client);

    WebhookEndpointTestResult tested =
        client
            .webhooks()
            .test(
                made.id(),
                WebhookTestParams.builder()
                    .eventType(WebhookTestParams.EventType.of("video.completed"))
                    .build());

    assertThat(tested.statusCode()).isEqualTo(200);
    assertThat(receiver.requests()).hasSize(1);
    assertThat(receiver.requests().getFirst().type()).isEqualTo("video.completed");
    assertThat(client.webhooks().rotateSecret(made.id()).signingSecret())
        .isNotEqualTo(made.signingSecret());
  }

  private OpenAIClient client() {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
        .apiKey(String.valueOf(gateway.newTenant().key()))
        .build();
  }

  private WebhookEndpointWithSecret madeBy(OpenAIClient client) {
    return client
        .webhooks()
        .create(
            WebhookCreateParams.builder()
                .name("studio")
                .url(receiver.url())
                .addEventType(WebhookCreateParams.EventType.of("video.completed"))
                .build());
  }

  @Test
  void listsGoByPages() {
    TestClient caller = gateway.newTenant();
    List<String> ids = List.of(made(caller), made(caller), made(caller)).reversed();
    assertThat(caller.get(ROUTE + "/" + ids.getFirst()).json().propertyNames())
        .doesNotContain("signing_secret");

    JsonNode first = caller.get(ROUTE + "?limit=2").json();
    JsonNode second =
        caller.get(ROUTE + "?limit=2&after=" + first.required("last_id").asString()).json();

    assertThat(first.required("data").findValuesAsString("id")).isEqualTo(ids.subList(0, 2));
    assertThat(first.required("has_more").asBoolean()).isTrue();
    assertThat(second.required("data").findValuesAsString("id")).isEqualTo(ids.subList(2, 3));
    assertThat(second.required("has_more").asBoolean()).isFalse();
    assertThat(caller.get(ROUTE + "?after=video_1").code()).isEqualTo("invalid_value");
  }

  @Test
  void whatBelongsToAnotherTenantIsNotThere() {
    TestClient owner = gateway.newTenant();
    String id = made(owner);
    TestClient other = gateway.newTenant();
    String test = "{\"event_type\":\"video.completed\"}";

    for (String missing : List.of(id, "whe_00000000000000000000000000", "nonsense")) {
      String path = ROUTE + "/" + missing;
      List<Answer> answers =
          List.of(
              other.get(path),
              other.post(path, "{\"name\":\"mine\"}"),
              other.delete(path),
              other.post(path + "/rotate_secret", null),
              other.post(path + "/test", test));
      assertThat(answers).allMatch(each -> each.status() == 404 && each.code().equals("not_found"));
      assertThat(answers)
          .extracting(each -> each.response().body())
          .containsOnly(answers.getFirst().response().body());
    }
    assertThat(other.get(ROUTE).json().required("data").isEmpty()).isTrue();
    assertThat(owner.get(ROUTE + "/" + id).text("name")).isEqualTo("127.0.0.1");
    assertThat(receiver.requests()).isEmpty();
    assertThat(owner.as("nobody").get(ROUTE).status()).isEqualTo(401);
  }

  @Test
  void aKeyThatMayOnlyReadChangesNothing() {
    TestClient admin = gateway.admin();
    String tenant = admin.post("/v1/admin/tenants", "{\"name\":\"readers of hooks\"}").text("id");
    String key =
        admin
            .post(
                "/v1/admin/tenants/" + tenant + "/keys",
                "{\"name\":\"r\",\"mode\":\"test\",\"scopes\":[\"read\"]}")
            .text("key");
    TestClient reader = gateway.anonymous().as(key);

    assertThat(reader.get(ROUTE).status()).isEqualTo(200);
    assertThat(reader.post(ROUTE, body(receiver.url())).status()).isEqualTo(403);
    assertThat(reader.post("/v1/webhook_deliveries/replay", "{}").status()).isEqualTo(403);
  }

  @Test
  void secretsStandSealedInTheDatabase() {
    TestClient caller = gateway.newTenant();
    Answer made = caller.post(ROUTE, body(receiver.url()));
    String secret = made.text("signing_secret");

    byte[] sealed =
        jdbc.sql("select sealed from webhook_secret where endpoint_id = :id")
            .param("id", made.text("id"))
            .query((row, number) -> row.getBytes(1))
            .single();

    byte[] plain = Base64.getDecoder().decode(secret.substring(6));
    assertThat(new String(sealed, ISO_8859_1))
        .doesNotContain(new String(plain, ISO_8859_1))
        .doesNotContain(secret);
    assertThat(made.header("cache-control"))
        .hasValueSatisfying(each -> assertThat(each).contains("no-store"));
    assertThat(
            jdbc.sql("select key_id from webhook_secret where endpoint_id = :id")
                .param("id", made.text("id"))
                .query(String.class)
                .single())
        .isEqualTo("tests");
  }

  @Test
  void thereAreNoMoreEndpointsThanAllowed() {
    TestClient caller = gateway.newTenant();
    for (int i = 0; i < 50; i++) {
      made(caller);
    }

    Answer refused = caller.post(ROUTE, body(receiver.url()));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("conflict");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                                              | url         | missing_required_parameter",
        "{'url':'https://a.example.org/'}                                | event_types | missing_required_parameter",
        "{'url':'https://a.example.org/','event_types':[]}               | event_types | invalid_value",
        "{'url':'https://a.example.org/','event_types':['video.done']}   | event_types | invalid_value",
        "{'url':'https://a.example.org/','event_types':[null]}           | event_types | invalid_value",
        "{'url':'http://a.example.org/','event_types':['video.failed']}  | url         | invalid_value",
        "{'url':'https://a.example.org:8443/','event_types':['video.failed']} | url    | invalid_value",
        "{'url':'https://10.0.0.1/','event_types':['video.failed']}      | url         | invalid_value",
        "{'url':'https://gateway.test/x','event_types':['video.failed']} | url         | invalid_value",
        "{'name':'','url':'https://a.example.org/','event_types':['video.failed']} | name | invalid_value"
      })
  void whatIsWrongIsNamed(String body, String param, String code) {
    Answer refused = gateway.newTenant().post(ROUTE, body.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.param()).isEqualTo(param);
    assertThat(refused.code()).isEqualTo(code);
  }

  private String made(TestClient caller) {
    Answer answer = caller.post(ROUTE, body(receiver.url()));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.text("id");
  }

  private static String body(String url) {
    return "{\"url\":\"%s\",\"event_types\":[\"video.completed\"]}".formatted(url);
  }
}
