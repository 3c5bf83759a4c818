package io.reelgate.sandbox.empiriolabs;

import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.API;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.body;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.quick;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxOnly.MovableClock;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/// What is still known of a task, and for how long.
@SandboxTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.requests-per-minute=0")
class EmpirioLabsRetentionTests {
  private final SandboxClient client;
  private final EmpirioLabsFixture empirio;
  private final MovableClock clock;

  EmpirioLabsRetentionTests(@LocalServerPort int port, @Autowired MovableClock clock) {
    client = new SandboxClient(port);
    empirio = new EmpirioLabsFixture(client);
    this.clock = clock;
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @AfterEach
  void setClockRight() {
    clock.move(Duration.ZERO);
  }

  private static String url(JsonNode job) {
    return job.get("result").get("data").get(0).get("url").asString();
  }

  @Test
  void aTaskIsForgottenAnHourAfterItsEndAndItsFileIsNot() throws Exception {
    String id = empirio.accepted(quick(""));
    String url = url(empirio.ended(id));
    clock.move(Duration.ofMinutes(59));
    assertThat(empirio.poll(id).status()).isEqualTo(200);
    clock.move(Duration.ofMinutes(61));
    assertThat(empirio.poll(id).status()).isEqualTo(404);
    assertThat(empirio.poll(id).text()).isEqualTo("{\"detail\":\"Not Found\"}");
    JsonNode event = empirio.usage("").get("events").get(0);
    assertThat(event.get("output_urls").get(0).asString()).isEqualTo(url);
    assertThat(client.get(url).status()).isEqualTo(200);
    clock.move(Duration.ofDays(7));
    assertThat(client.get(url).status()).isEqualTo(404);
  }

  @Test
  void aRunningTaskIsNotForgotten() throws Exception {
    String id = empirio.accepted(body("[sandbox: stuck]", ""));
    clock.move(Duration.ofHours(5));
    assertThat(empirio.poll(id).status()).isEqualTo(200);
  }

  @Test
  void theFileIsServedInRangesToWhoeverHasTheSignedAddress() throws Exception {
    String url = url(empirio.ended(empirio.accepted(quick(""))));
    HttpRequest.Builder request =
        client.request(url).setHeader("Authorization", "").header("Range", "bytes=4-7");
    HttpResponse<byte[]> part = client.bytes(request);
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(new String(part.body(), US_ASCII)).isEqualTo("ftyp");
    assertThat(part.headers().firstValue("content-type")).contains("video/mp4");
    assertThat(client.get(url.replaceFirst("\\?.*", "")).status()).isEqualTo(403);
  }

  @Test
  void theFileCanExpireAfterTheFirstRead() throws Exception {
    String url = url(empirio.ended(empirio.accepted(quick("expire-output"))));
    assertThat(client.get(url).status()).isEqualTo(200);
    assertThat(client.get(url).status()).isEqualTo(404);
  }

  @Test
  void usageIsPagedNewestFirst() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      ids.add(empirio.accepted(quick("")));
      empirio.ended(ids.getLast());
    }
    JsonNode first = empirio.usage("?limit=2");
    assertThat(first.get("events").get(0).get("job_id").asString()).isEqualTo(ids.get(2));
    assertThat(first.get("events").get(1).get("job_id").asString()).isEqualTo(ids.get(1));
    JsonNode second = empirio.usage("?limit=2&before=" + first.get("next_cursor").asString());
    assertThat(second.get("events").size()).isEqualTo(1);
    assertThat(second.get("events").get(0).get("job_id").asString()).isEqualTo(ids.get(0));
    assertThat(second.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void usageIsFiltered() throws Exception {
    empirio.ended(empirio.accepted(quick("")));
    empirio.ended(empirio.accepted(quick("fail=media")));
    empirio.accepted(body("[sandbox: stuck]", ""));
    assertThat(empirio.usage("").get("events").size()).isEqualTo(2);
    assertThat(empirio.usage("?status=success").get("events").size()).isEqualTo(1);
    assertThat(empirio.usage("?source=api&model=seedance-2-0-mini").get("events").size())
        .isEqualTo(2);
    assertThat(empirio.usage("?source=playground").get("events").size()).isZero();
    assertThat(empirio.usage("?from=2999-01-01T00:00:00Z").get("events").size()).isZero();
    assertThat(empirio.usage("?to=2020-01-01T00:00:00Z").get("events").size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "status=done", "from=yesterday"})
  void badFiltersAreRefused(String query) throws Exception {
    empirio.ended(empirio.accepted(quick("")));
    assertThat(client.get(API + "account/usage?" + query).status()).isEqualTo(400);
  }

  @Test
  void theBalanceGoesDownByTheCharge() throws Exception {
    double before = empirio.usage("").get("balance").doubleValue();
    empirio.accepted(quick(""));
    assertThat(before - empirio.usage("").get("balance").doubleValue())
        .isCloseTo(0.28, within(1e-6));
  }
}
