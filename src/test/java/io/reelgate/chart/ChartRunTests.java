package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.OwnPostgres;
import io.reelgate.testing.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The gateway does with the chart's variables, probes and scripts what the chart means by them.
class ChartRunTests {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final int SIGTERM = 143;

  private final Rendered rendered = Chart.render(Chart.MINIMAL);
  private final Rendered.Pod pod = rendered.pod("Deployment", "reelgate");

  @Test
  void aMigrationThatCannotReachTheDatabaseFailsThePod() {
    String nowhere = "jdbc:postgresql://localhost:1/none";
    try (PodProcess migrate = PodProcess.start(rendered, pod.container("migrate"), nowhere)) {
      assertThat(migrate.exit()).as(migrate.output()).isPositive();
    }
  }

  /// Such as one whose Job never ran: it must not answer from tables that are not there.
  @Test
  void aGatewayThatNobodyMigratedForDoesNotStart() {
    String empty = TestPostgres.newDatabase();
    try (PodProcess gateway = PodProcess.start(rendered, pod.container("reelgate"), empty)) {
      assertThat(gateway.exit()).as(gateway.output()).isPositive();
      assertThat(gateway.output()).doesNotContain("Started ReelgateApplication");
    }
  }

  /// The init container and the Job migrate at once; then the gateway starts, loses its database
  /// and stops.
  @Test
  void theProbesTellWhetherTheProcessIsWholeAndTheTestWhetherItWorks() throws Exception {
    JsonNode container = pod.container("reelgate");
    try (OwnPostgres postgres = OwnPostgres.start()) {
      migrate(postgres.url());
      try (PodProcess gateway = PodProcess.start(rendered, container, postgres.url())) {
        awaitStart(gateway, container);
        assertThat(probes(gateway, container)).containsOnly(200);
        assertThat(gateway.management().get("/actuator/prometheus").status()).isEqualTo(200);
        assertThat(helmTest(gateway)).contains("passed: ").doesNotContain("FAILED");
        assertThat(gateway.output().lines().filter(line -> line.contains("Started Reelgate")))
            .singleElement()
            .satisfies(line -> assertThat(Chart.read(line).has("ecs")).isTrue());

        postgres.kill();

        assertThat(helmTest(gateway))
            .contains("FAILED: an unknown key is looked up and refused")
            .contains("passed: the API describes itself");
        assertThat(probes(gateway, container)).containsOnly(200);

        gateway.terminate();
        assertThat(gateway.exit()).isEqualTo(SIGTERM);
      }
    }
  }

  private void migrate(String database) throws IOException, SQLException {
    // the Job has no catalog files, which alone would hold this model
    Rendered split =
        Chart.render("split", "{settings: {reelgate.catalog.aliases.house: house-model}}");
    JsonNode job = split.pod("Job", "reelgate-migrate").container("migrate");
    try (PodProcess first = PodProcess.start(rendered, pod.container("migrate"), database);
        PodProcess second = PodProcess.start(split, job, database)) {
      assertThat(first.exit()).as(first.output()).isZero();
      assertThat(second.exit()).as(second.output()).isZero();
      assertThat(first.output() + second.output()).doesNotContain("Started ReelgateApplication");
    }
    assertThat(migrated(database)).isEqualTo(migrations());
  }

  /// Where the probes and the Services ask is where the gateway listens.
  @Test
  void portsAreThoseOfTheApplication() throws IOException {
    JsonNode settings = Chart.read(Files.readString(Path.of("src/main/resources/application.yml")));
    JsonNode ports = pod.container("reelgate").path("ports");

    assertThat(settings.at("/server/port").isMissingNode()).isTrue();
    assertThat(ports.at("/0/containerPort").asInt()).isEqualTo(8080);
    assertThat(ports.at("/1/containerPort").asInt())
        .isEqualTo(settings.at("/management/server/port").asInt());
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(text(pod.container("reelgate"), "/" + probe + "/httpGet/port"))
          .isEqualTo(text(ports, "/1/name"))
          .isEqualTo("management");
    }
  }

  private static void awaitStart(PodProcess gateway, JsonNode container) {
    await()
        .atMost(LONGEST_START)
        .ignoreExceptionsMatching(notYet -> notYet.getCause() instanceof ConnectException)
        .until(() -> {
          assertThat(gateway.isAlive()).as(gateway.output()).isTrue();
          return gateway.probe(container.path("startupProbe")) == 200
              && gateway.probe(container.path("readinessProbe")) == 200;
        });
  }

  private static Stream<Integer> probes(PodProcess gateway, JsonNode container) {
    return Stream.of("startupProbe", "livenessProbe", "readinessProbe")
        .map(container::required)
        .map(gateway::probe);
  }

  /// Runs the script of the chart's test here, against this process.
  private String helmTest(PodProcess gateway) throws IOException {
    JsonNode test = rendered.pod("Pod", "reelgate-test").container("test");
    String script =
        text(test, "/args/0")
            .replace("host=reelgate port=80", "host=127.0.0.1 port=" + gateway.port());
    File said = File.createTempFile("helm-test", ".log", new File("target"));
    Process bash =
        new ProcessBuilder(
                Stream.concat(
                        test.path("command").valueStream().map(JsonNode::asString),
                        Stream.of(script))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    await().atMost(Duration.ofMinutes(2)).until(() -> !bash.isAlive());
    String output = Files.readString(said.toPath());
    assertThat(bash.exitValue() == 0).as(output).isEqualTo(!output.contains("FAILED"));
    return output;
  }

  private static List<String> migrated(String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select script from flyway_schema_history where success order by installed_rank")) {
      Stream.Builder<String> scripts = Stream.builder();
      while (rows.next()) {
        scripts.add(rows.getString(1));
      }
      return scripts.build().toList();
    }
  }

  private static List<String> migrations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("V"))
          .sorted()
          .toList();
    }
  }
}
