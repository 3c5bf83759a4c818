package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.awaitility.Awaitility.await;

import io.reelgate.ReelgateApplication;
import io.reelgate.testing.FreePort;
import io.reelgate.testing.QuickStart;
import io.reelgate.testing.TestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// A container of the chart as a process on this machine: with its variables, its settings file and
/// a Secret, but ports of its own.
final class PodProcess implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  /// What the Secret holds, by its keys.
  private static final Map<String, String> SECRET =
      Map.of(
          "REELGATE_ADMIN_KEY", "an admin key of the chart's tests",
          "REELGATE_KEY_PEPPER", "a pepper of the chart's tests",
          "REELGATE_KEY_PEPPER_ID", "tests",
          "REELGATE_LINK_SIGNING_KEY", "a signing key of the chart's tests",
          "REELGATE_MASTER_KEY", "YSBtYXN0ZXIga2V5IG9mIHRoZSB0ZXN0cywgMzIgYiE=",
          "REELGATE_MASTER_KEY_ID", "tests",
          "SPRING_DATASOURCE_USERNAME", "postgres",
          "SPRING_DATASOURCE_PASSWORD", "postgres",
          "runware-second", "a key of the chart's tests");

  private final Process process;
  private final Path log;
  private final int port;
  private final int management;

  private PodProcess(Process process, Path log, int port, int management) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.management = management;
  }

  /// @param databaseUrl instead of the one in the values
  static PodProcess start(Rendered rendered, JsonNode container, String databaseUrl) {
    int port = FreePort.find();
    int management = FreePort.find();
    List<String> command = new ArrayList<>(List.of(QuickStart.java()));
    command.addAll(QuickStart.NONE.options());
    command.add("-Dserver.port=" + port);
    command.add("-Dmanagement.server.port=" + management);
    command.add(ReelgateApplication.class.getName());
    try {
      Path home = Files.createDirectories(Path.of("target", "chart").toAbsolutePath());
      Path log = home.resolve("pod-" + NUMBERS.incrementAndGet() + ".log");
      Path settings = Files.createTempDirectory(home, "settings");
      Files.writeString(
          settings.resolve("application.yml"),
          text(rendered.only("ConfigMap", "reelgate-settings"), "/data/application.yml"));
      var builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      setVariables(builder.environment(), container, settings);
      builder.environment().put("SPRING_DATASOURCE_URL", databaseUrl);
      return new PodProcess(builder.start(), log, port, management);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void setVariables(
      Map<String, String> environment, JsonNode container, Path settings) {
    for (JsonNode variable : container.path("env")) {
      JsonNode key = variable.at("/valueFrom/secretKeyRef");
      String name = text(variable, "/name");
      if (key.isMissingNode()) {
        environment.put(name, text(variable, "/value").replace("/etc/reelgate", "" + settings));
      } else if (SECRET.containsKey(text(key, "/key"))) {
        environment.put(name, SECRET.get(text(key, "/key")));
      } else if (!key.path("optional").asBoolean(false)) {
        throw new IllegalStateException("the Secret lacks " + text(key, "/key"));
      }
    }
  }

  /// As the kubelet asks.
  ///
  /// @return the status
  int probe(JsonNode probe) {
    return new TestClient(management, null).get(text(probe, "/httpGet/path")).status();
  }

  TestClient management() {
    return new TestClient(management, null);
  }

  int port() {
    return port;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// Waits for its end.
  ///
  /// @return its exit code
  int exit() {
    await().atMost(LONGEST_START).until(() -> !process.isAlive());
    return process.exitValue();
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As the kubelet stops it.
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
