package io.reelgate.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;

/// A gateway that accepts at one price, and workers that come when the catalog has another.
class FrozenPriceTests {
  private static final String BODY =
      "{\"prompt\":\"A lantern\",\"seconds\":5,\"provider\":{\"only\":[\"wavespeed\"]}}";
  private static final String OLD = "720p: 0.12";
  private static final String NEW = "720p: 0.2";

  @TempDir private Path directory;

  private final String database = TestPostgres.newDatabase();
  private Replica door;
  private TestGateway gateway;

  @BeforeEach
  void open() throws IOException {
    mount(shipped());
    door = Replica.start(database, "api,sandbox", catalogSettings());
    gateway = door.gateway();
  }

  @AfterEach
  void close() {
    door.close();
  }

  private String[] catalogSettings() {
    return new String[] {
      "reelgate.catalog.directory=" + directory, "reelgate.catalog.check-every=200ms"
    };
  }

  private Replica workers() {
    return Replica.start(
        database,
        "submit,poll",
        "reelgate.catalog.directory=" + directory,
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox");
  }

  private static String shipped() throws IOException {
    return new ClassPathResource("catalog/wavespeed.yml").getContentAsString(UTF_8);
  }

  /// As mounted volumes are changed: no reader sees half a file.
  private void mount(String text) throws IOException {
    Path fresh = directory.resolve(".fresh");
    Files.writeString(fresh, text);
    Files.move(
        fresh,
        directory.resolve("wavespeed.yml"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aChangedPriceChangesNoJobThatWasAccepted() throws IOException {
    TestClient caller = gateway.newTenant();
    String before = gateway.accepted(caller, BODY);

    mount(shipped().replace(OLD, NEW));
    awaitModels(caller, "\"output_second\":\"0.2\"");
    String after = gateway.accepted(caller, BODY);

    try (Replica _ = workers()) {
      assertThat(cost(gateway.finished(caller, before))).isEqualTo("0.6000 0.6000 0.6000");
      assertThat(cost(gateway.finished(caller, after))).isEqualTo("1.0000 1.0000 1.0000");
    }
    Map<String, @Nullable Object> old = attempt(before);
    assertThat(old).containsEntry("estimated_usd_micros", 600_000L);
    assertThat(old.get("price_version")).isEqualTo(old.get("agreed"));
    Map<String, @Nullable Object> fresh = attempt(after);
    assertThat(fresh).containsEntry("estimated_usd_micros", 1_000_000L);
    assertThat(fresh.get("price_version"))
        .isEqualTo(fresh.get("agreed"))
        .isNotEqualTo(old.get("price_version"));
  }

  @Test
  void anOfferThatIsGoneIsNotUsedAtItsOldPriceEither() throws IOException {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, BODY);

    mount("provider: wavespeed\noffers: []\n");
    try (Replica _ = workers()) {
      JsonNode video = gateway.finished(caller, id);

      assertThat(video.required("error").required("code").asString())
          .isEqualTo("no_provider_available");
      assertThat(gateway.sandboxCounts().required("accepted").asInt()).isZero();
    }
  }

  @Test
  void anOfferThatHasComeSinceIsNoneForTheJob() throws IOException {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, BODY);
    door.jdbc().sql("update job set prices = '{}' where id = :id").param("id", id).update();

    try (Replica _ = workers()) {
      JsonNode video = gateway.finished(caller, id);

      assertThat(video.required("error").required("code").asString())
          .isEqualTo("no_provider_available");
    }
  }

  private void awaitModels(TestClient caller, String part) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> caller.get("/v1/videos/models").response().body().contains(part));
  }

  private static String cost(JsonNode video) {
    JsonNode cost = video.required("cost");
    return String.join(
        " ",
        cost.required("estimated").asString(),
        cost.required("max").asString(),
        cost.required("actual").asString());
  }

  private Map<String, @Nullable Object> attempt(String id) {
    return door.jdbc()
        .sql(
            """
            select a.estimated_usd_micros, a.price_version, j.prices -> a.offer ->> 'version' as agreed
            from attempt a join job j on j.id = a.job_id where j.id = :id
            """)
        .param("id", id)
        .query()
        .singleRow();
  }
}
