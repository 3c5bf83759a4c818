package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static io.reelgate.chart.Rendered.variable;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.chart.Rendered.Pod;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;
import tools.jackson.databind.JsonNode;

class ChartPodTests {
  private static final int USER = 10_001;

  static List<String> sets() {
    return Chart.sets();
  }

  /// Nothing that runs may do more than it needs: no root, no writing but to {@code /tmp}, no
  /// capabilities, no token.
  @ParameterizedTest
  @MethodSource("sets")
  void everyContainerIsLockedIn(String set) {
    List<Pod> pods = Chart.render(set).pods();

    assertThat(pods).hasSizeGreaterThanOrEqualTo(2);
    for (Pod pod : pods) {
      assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.spec().path("enableServiceLinks").asBoolean(true)).isFalse();
      assertThat(pod.spec().at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
      assertThat(text(pod.spec(), "/securityContext/seccompProfile/type"))
          .isEqualTo("RuntimeDefault");
      assertThat(pod.containers()).isNotEmpty().allSatisfy(ChartPodTests::isLockedIn);
    }
  }

  private static void isLockedIn(JsonNode container) {
    JsonNode security = container.path("securityContext");
    assertThat(security.path("runAsNonRoot").asBoolean(false)).isTrue();
    assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.path("privileged").asBoolean(true)).isFalse();
    assertThat(security.at("/capabilities/drop").valueStream().map(JsonNode::asString))
        .containsExactly("ALL");
    assertThat(security.at("/capabilities/add").isMissingNode()).isTrue();
    assertThat(text(container, "/resources/limits/memory")).isNotEmpty();
    assertThat(text(container, "/resources/requests/memory")).isNotEmpty();
    assertThat(text(container, "/resources/requests/cpu")).isNotEmpty();
    assertThat(container.path("volumeMounts").valueStream())
        .allMatch(each ->
            text(each, "/mountPath").equals("/tmp") || each.path("readOnly").asBoolean(false));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void onlyTmpIsOnADiskAndItIsBounded(String set) {
    for (Pod pod : Chart.render(set).pods()) {
      pod.spec()
          .path("volumes")
          .forEach(volume -> {
            assertThat(Stream.of("configMap", "emptyDir", "secret")).anyMatch(volume::has);
            if (volume.has("emptyDir")) {
              assertThat(text(volume, "/name")).isEqualTo("tmp");
              assertThat(text(volume, "/emptyDir/sizeLimit")).endsWith("Mi");
            }
          });
    }
  }

  @Test
  void theUserIsTheImagesUnlessThePlatformGivesOne() {
    assertThat(user(Chart.MINIMAL).path("runAsUser").asInt()).isEqualTo(USER);
    assertThat(user(Chart.MINIMAL).path("runAsGroup").asInt()).isEqualTo(USER);
    assertThat(user("openshift").has("runAsUser")).isFalse();
    assertThat(user("openshift").has("runAsGroup")).isFalse();
  }

  private static JsonNode user(String set) {
    return Chart.render(set).pod("Deployment", "reelgate").spec().path("securityContext");
  }

  @Test
  void oneDeploymentDoesAllUnlessWorkersAreApart() {
    assertThat(roles(Chart.render(Chart.MINIMAL)))
        .containsExactly("reelgate: api,submit,poll,deliver");
    assertThat(roles(Chart.render("split")))
        .containsExactly("reelgate: api", "reelgate-worker: submit,poll,deliver");
    assertThat(roles(Chart.render("everything")))
        .containsExactly(
            "gateway: api", "gateway-worker: submit,poll,deliver", "gateway-sandbox: sandbox");
  }

  private static Stream<String> roles(Rendered rendered) {
    return rendered.of("Deployment").stream()
        .map(each ->
            text(each, "/metadata/name")
                + ": "
                + variable(each.at("/spec/template/spec/containers/0"), "REELGATE_ROLES"));
  }

  /// It keeps everything in memory, so two would contradict each other.
  @Test
  void thereIsOneSandboxAndTestKeysFindIt() {
    Rendered rendered = Chart.render("everything");
    JsonNode sandbox = rendered.only("Deployment", "gateway-sandbox");

    assertThat(sandbox.at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(text(sandbox, "/spec/strategy/type")).isEqualTo("Recreate");
    JsonNode service = rendered.only("Service", "gateway-sandbox");
    String address =
        "http://gateway-sandbox:" + service.at("/spec/ports/0/port").asInt() + "/sandbox";
    for (String name : List.of("gateway", "gateway-worker")) {
      JsonNode container = rendered.pod("Deployment", name).container("reelgate");
      assertThat(variable(container, "REELGATE_SANDBOX_BASE_URL")).isEqualTo(address);
    }
    assertThat(rendered.pod("Deployment", "gateway-sandbox").container("reelgate").toString())
        .doesNotContain("RUNWARE", "WAVESPEED", "EMPIRIOLABS", "SANDBOX_BASE_URL");
  }

  /// Its endpoints are gone before it stops, and it is not killed before it has stopped by itself:
  /// workers and requests under way have a phase each.
  @ParameterizedTest
  @MethodSource("sets")
  void aPodIsGivenTheTimeItsDrainTakes(String set) {
    for (Pod pod : Chart.render(set).pods()) {
      if (text(pod.owner(), "/kind").equals("Deployment")) {
        JsonNode container = pod.container("reelgate");
        long sleep = container.at("/lifecycle/preStop/sleep/seconds").asLong(0);
        Duration phase =
            DurationStyle.detectAndParse(
                variable(container, "SPRING_LIFECYCLE_TIMEOUT_PER_SHUTDOWN_PHASE"));

        assertThat(sleep).isPositive();
        assertThat(phase).isGreaterThan(Duration.ofSeconds(45));
        assertThat(pod.spec().path("terminationGracePeriodSeconds").asLong(0))
            .isGreaterThanOrEqualTo(sleep + 2 * phase.toSeconds());
      }
    }
  }

  @Test
  void noReplicaIsMissedWhileANewVersionComes() {
    for (JsonNode deployment : Chart.render("split").of("Deployment")) {
      assertThat(text(deployment, "/spec/strategy/type")).isEqualTo("RollingUpdate");
      assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1)).isZero();
    }
  }

  @Test
  void changedSettingsMakeNewPods() {
    assertThat(checksum("{}"))
        .isEqualTo(checksum("{drain: {phaseSeconds: 61}}"))
        .isNotEqualTo(checksum("{settings: {reelgate.jobs.idle: 2s}}"));
  }

  private static String checksum(String more) {
    return text(
        Chart.render(Chart.MINIMAL, more).only("Deployment", "reelgate"),
        "/spec/template/metadata/annotations/checksum~1settings");
  }

  @Test
  void settingsAreAFileThatTheGatewayReads() {
    Rendered rendered = Chart.render("split");
    JsonNode file =
        Chart.read(text(rendered.only("ConfigMap", "reelgate-settings"), "/data/application.yml"));
    JsonNode container = rendered.pod("Deployment", "reelgate").container("reelgate");

    assertThat(file).isEqualTo(Chart.values("split").path("settings"));
    assertThat(mountOf(container, "settings")).isEqualTo("/etc/reelgate");
    assertThat(variable(container, "SPRING_CONFIG_ADDITIONAL_LOCATION"))
        .isEqualTo("file:/etc/reelgate/");
  }

  @Test
  void catalogFilesAreMountedWhereTheGatewayLooks() {
    for (String set : List.of("everything", "openshift")) {
      Rendered rendered = Chart.render(set);
      String gateway = text(rendered.of("Deployment").getFirst(), "/metadata/name");
      JsonNode container = rendered.pod("Deployment", gateway).container("reelgate");

      assertThat(mountOf(container, "catalog"))
          .isNotEmpty()
          .isEqualTo(variable(container, "REELGATE_CATALOG_DIRECTORY"));
    }
    assertThat(Chart.render(Chart.MINIMAL).pods().toString()).doesNotContain("catalog");
  }

  /// Whoever talks to the database must be able to check it, the migration first of all.
  @ParameterizedTest
  @ValueSource(strings = {"everything", "split"})
  void whatTheDatabaseUrlNamesIsMountedInEveryContainerThatReadsIt(String set) {
    String certificate = "/etc/postgres-ca";
    List<Pod> pods =
        Chart.render(set).pods().stream()
            .filter(pod -> !text(pod.owner(), "/kind").equals("Pod"))
            .toList();

    assertThat(pods).hasSize(3);
    for (Pod pod : pods) {
      assertThat(pod.spec().path("volumes").valueStream().map(each -> text(each, "/name")))
          .contains("postgres-ca")
          .doesNotHaveDuplicates();
      assertThat(pod.containers())
          .allSatisfy(container -> {
            assertThat(variable(container, "SPRING_DATASOURCE_URL"))
                .contains("sslrootcert=" + certificate + "/");
            assertThat(mountOf(container, "postgres-ca")).as(pod.name()).isEqualTo(certificate);
          });
    }
    assertThat(pods.stream().flatMap(pod -> pod.containers().stream()))
        .filteredOn(container -> text(container, "/name").equals("migrate"))
        .isNotEmpty();
  }

  private static String mountOf(JsonNode container, String volume) {
    return container
        .path("volumeMounts")
        .valueStream()
        .filter(each -> text(each, "/name").equals(volume))
        .map(each -> text(each, "/mountPath"))
        .findFirst()
        .orElse("");
  }

  /// Also of the migration, which must be the same version.
  @Test
  void aDigestNamesTheImageOfEveryContainer() {
    assertThat(images("split"))
        .allMatch(each -> each.matches("registry.example.com/video/reelgate@sha256:[0-9a-f]{64}"));
    assertThat(images(Chart.MINIMAL)).containsOnly("reelgate:0.1.0-SNAPSHOT");
  }

  private static List<String> images(String set) {
    return Chart.render(set).pods().stream()
        .flatMap(pod -> pod.containers().stream())
        .map(each -> text(each, "/image"))
        .toList();
  }
}
