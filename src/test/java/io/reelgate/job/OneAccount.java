package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// One account at a provider that a test plays, and workers that know it. Their breakers are quick
/// to open and to try again.
@TestComponent
class OneAccount {
  /// What the gateway that takes the jobs has to know.
  static final String KEY = "reelgate.providers.wavespeed.accounts.main.key=some-key";

  private static final String ACCOUNT = "reelgate.providers.wavespeed.accounts.main.";

  private final TestGateway gateway;
  private final JobSteps steps;
  private final JdbcClient jdbc;
  private final Environment environment;
  private WaveSpeedStandIn provider = new WaveSpeedStandIn();
  private TestClient caller = new TestClient(0, null);

  OneAccount(TestGateway gateway, JobSteps steps, JdbcClient jdbc, Environment environment) {
    this.gateway = gateway;
    this.steps = steps;
    this.jdbc = jdbc;
    this.environment = environment;
  }

  /// Nothing is known of the account, there are no jobs, and the provider is well.
  WaveSpeedStandIn begin() {
    steps.forgetAll();
    jdbc.sql("truncate provider_account, audit").update();
    caller = new TestClient(gateway.port(), gateway.newKey("live"));
    provider.close();
    provider = new WaveSpeedStandIn();
    return provider;
  }

  TestClient caller() {
    return caller;
  }

  Replica worker(String... settings) {
    return replica("submit,poll", "some-key", provider.url(), settings);
  }

  Replica replica(String roles, String key, URI url, String... settings) {
    List<String> all = new ArrayList<>();
    all.add(ACCOUNT + "key=" + key);
    all.add(ACCOUNT + "base-url=" + url);
    all.add("reelgate.admission.submit.window=4");
    all.add("reelgate.admission.submit.minimum-calls=2");
    all.add("reelgate.admission.submit.open-for=500ms");
    all.add("reelgate.admission.unknowns.most=100");
    all.addAll(List.of(settings));
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        roles,
        all.toArray(String[]::new));
  }

  List<String> posted(int jobs) {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < jobs; number++) {
      ids.add(
          gateway.accepted(
              caller,
              "{\"prompt\":\"Number %d\",\"provider\":{\"only\":[\"wavespeed\"]}}"
                  .formatted(number)));
    }
    return ids;
  }

  /// @param preference a member of the request's provider preferences
  String postedWith(String preference) {
    return gateway.accepted(
        caller,
        "{\"prompt\":\"p\",\"provider\":{\"only\":[\"wavespeed\"],%s}}".formatted(preference));
  }

  static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
  }

  long in(String state) {
    return jdbc.sql("select count(*) from job_work where state = :state")
        .param("state", state)
        .query(Long.class)
        .single();
  }

  /// Jobs that said why they wait.
  long waitingFor(String reason) {
    return jdbc.sql(
            """
            select count(distinct w.job_id) from job_work w join event e on e.job_id = w.job_id
            where w.state = 'QUEUED' and w.waits_for is not null and e.detail = :detail
            """)
        .param("detail", "waits: wavespeed/main " + reason)
        .query(Long.class)
        .single();
  }

  static JsonNode account(TestGateway at, String name) {
    for (JsonNode each : at.admin().get("/v1/admin/providers").json().required("data")) {
      if ((each.required("provider").asString() + "/" + each.required("account").asString())
          .equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no account " + name);
  }

  JsonNode main() {
    return account(gateway, "wavespeed/main");
  }

  void act(String act) {
    TestClient.Answer answer =
        gateway.admin().post("/v1/admin/providers/wavespeed/accounts/main/" + act, null);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }
}
