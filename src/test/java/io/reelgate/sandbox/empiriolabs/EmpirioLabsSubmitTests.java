package io.reelgate.sandbox.empiriolabs;

import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.API;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.body;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.code;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@SandboxTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.requests-per-minute=0")
class EmpirioLabsSubmitTests {
  private static final String IMAGE = ",\"image\":\"https://m.test/a.png\"";
  private static final String IMAGE_END = ",\"image_end\":\"https://m.test/z.png\"";
  private static final String VIDEO = ",\"video\":\"https://m.test/a.mp4\"";

  private final SandboxClient client;
  private final EmpirioLabsFixture empirio;

  EmpirioLabsSubmitTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    empirio = new EmpirioLabsFixture(client);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @Test
  void anOrderIsAcceptedWithAnAddressToAsk() throws Exception {
    Reply reply = empirio.submit(body("a cat", ""));
    assertThat(reply.status()).isEqualTo(202);
    String id = reply.json().get("job_id").asString();
    assertThat(id).matches("[0-9a-f-]{36}");
    assertThat(reply.json().get("status").asString()).isEqualTo("queued");
    assertThat(reply.json().get("poll_url").asString()).isEqualTo("/v1/jobs/" + id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                                             | 0.75",
        ",\"mode\":\"t2v\",\"resolution\":\"480p\",\"duration\":4     | 0.28",
        ",\"mode\":\"t2v\",\"duration\":15                            | 2.25",
        ",\"mode\":\"i2v_first\" IMAGE                                | 0.75",
        ",\"mode\":\"i2v_both\",\"duration\":6 IMAGE IMAGE_END        | 0.90",
        ",\"mode\":\"reference\" IMAGE                                | 0.75",
        ",\"mode\":\"reference\" VIDEO                                | 1.795",
        ",\"mode\":\"edit\" VIDEO                                     | 1.795",
        ",\"mode\":\"extend\",\"resolution\":\"480p\" VIDEO IMAGE_END | 0.835",
        ",\"mode\":\"t2v\",\"custom_duration\":false                  | 0.90"
      })
  void everyModeIsTakenAndChargedByTheSheet(@Nullable String fields, double dollars)
      throws Exception {
    String all = fields == null ? "" : fields;
    String id =
        empirio.accepted(
            body(
                "[sandbox: delay=0ms]",
                all.replace(" IMAGE_END", IMAGE_END)
                    .replace(" IMAGE", IMAGE)
                    .replace(" VIDEO", VIDEO)));
    empirio.ended(id);
    JsonNode event = empirio.usage("").get("events").get(0);
    assertThat(event.get("cost").get("amount").doubleValue()).isCloseTo(dollars, within(1e-9));
    assertThat(event.get("job_id").asString()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"mode\":\"t2v\"" + IMAGE,
        ",\"mode\":\"i2v_first\"",
        ",\"mode\":\"i2v_both\"" + IMAGE,
        ",\"mode\":\"reference\"",
        ",\"mode\":\"edit\"" + IMAGE,
        ",\"mode\":\"extend\"",
        ",\"mode\":\"remake\"",
        ",\"resolution\":\"1080p\"",
        ",\"aspect_ratio\":\"3:2\"",
        ",\"duration\":3",
        ",\"duration\":16",
        ",\"duration\":\"5\"",
        ",\"generate_audio\":\"yes\"",
        ",\"image\":\"m.png\"",
        ",\"negative_prompt\":1"
      })
  void whatTheTableDoesNotAllowIsRefused(String fields) throws Exception {
    Reply reply = empirio.submit(body("a cat", fields));
    assertThat(reply.status()).isEqualTo(400);
    assertThat(code(reply)).isEqualTo("invalid_request");
    assertThat(client.counts("empiriolabs").get("accepted").intValue()).isZero();
  }

  @Test
  void aLengthIsNotReadWhenTheModelChooses() throws Exception {
    empirio.accepted(body("a cat", ",\"custom_duration\":false,\"duration\":99"));
  }

  @Test
  void otherBodiesAndModelsAreRefused() throws Exception {
    assertThat(empirio.submit("nonsense").status()).isEqualTo(400);
    assertThat(empirio.submit(body(" ", "")).status()).isEqualTo(400);
    assertThat(empirio.submit(body("[sandbox: fial=media]", "")).status()).isEqualTo(400);
    Reply reply = empirio.submit("{\"model\":\"seedance-9\",\"prompt\":\"p\"}");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(code(reply)).isEqualTo("model_not_found");
  }

  @Test
  void aKeyIsNeededInOneOfTwoHeaders() throws Exception {
    assertThat(asked("Authorization", "").status()).isEqualTo(401);
    assertThat(code(asked("Authorization", ""))).isEqualTo("missing_api_key");
    assertThat(code(asked("Authorization", "Bearer bad-key"))).isEqualTo("invalid_api_key");
    HttpRequest.Builder other =
        client.request(API + "models").setHeader("Authorization", "").header("x-api-key", "k");
    assertThat(client.send(other).status()).isEqualTo(200);
  }

  private Reply asked(String header, String value) throws IOException {
    return client.send(client.request(API + "models").setHeader(header, value));
  }

  @Test
  void theGatewayLivesWithoutAKey() throws Exception {
    for (String path : new String[] {"livez", "health"}) {
      HttpRequest.Builder request =
          client.request("/sandbox/empiriolabs/" + path).setHeader("Authorization", "");
      assertThat(client.send(request).status()).isEqualTo(200);
    }
    assertThat(client.get("/sandbox/empiriolabs/health").text())
        .contains("\"service\":\"gateway\"");
  }

  @Test
  void theCatalogueListsThePricesAndParameters() throws Exception {
    JsonNode model = client.get(API + "models/seedance-2-0-mini").json();
    assertThat(model.get("pricing_rows").size()).isEqualTo(4);
    assertThat(model.get("supported_parameters").size()).isEqualTo(11);
    assertThat(client.get(API + "models").json().get("data").get(0)).isEqualTo(model);
    assertThat(client.get(API + "models/other").status()).isEqualTo(404);
  }

  @Test
  void pathsThatDoNotExistAnswerInAnotherShape() throws Exception {
    String id = empirio.accepted(quick(""));
    for (String path : new String[] {"videos/generations/" + id, "jobs/unknown", "files/upload"}) {
      Reply reply = client.get(API + path);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.text()).isEqualTo("{\"detail\":\"Not Found\"}");
    }
  }
}
