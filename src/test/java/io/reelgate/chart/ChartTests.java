package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChartTests {
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

  static List<String> sets() {
    return Chart.sets();
  }

  @Test
  void valueSetsCoverTheChart() {
    assertThat(sets()).contains(Chart.MINIMAL, "split", "everything", "openshift");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void lintFindsNothing(String set) {
    LintResult result = Chart.lint(set);

    assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
    assertThat(result.getMessages()).allMatch(each -> each.contains("icon is recommended"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theApiServerTakesEveryObject(String set) {
    for (String version : List.of("1.30", "1.37")) {
      KubernetesSchemas schemas = KubernetesSchemas.of(version);
      for (JsonNode object : Chart.renderFor(version + ".0", set).all()) {
        assertThat(schemas.faults(object)).as("%s of %s: %s", version, set, object).isEmpty();
      }
    }
  }

  @Test
  void theSchemasRefuseWhatTheApiServerWould() {
    KubernetesSchemas schemas = KubernetesSchemas.of("1.37");
    String unknown =
        Chart.render(Chart.MINIMAL)
            .only("Deployment", "reelgate")
            .toString()
            .replace("periodSeconds", "periodSecond");

    assertThat(schemas.faults(Chart.read(unknown)))
        .isNotEmpty()
        .allMatch(each -> each.contains("periodSecond"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyObjectIsNamedOnceAndOfTheRelease(String set) {
    Set<String> names = new HashSet<>();
    for (JsonNode object : Chart.render(set).all()) {
      assertThat(names.add(text(object, "/kind") + text(object, "/metadata/name"))).isTrue();
      assertThat(text(object, "/metadata/namespace")).isEqualTo("video");
      assertThat(object.at("/metadata/labels/app.kubernetes.io~1instance").asString())
          .isEqualTo(Chart.RELEASE);
    }
  }

  @Test
  void allThatTheChartCanMakeIsMadeInSomeSet() {
    Set<String> kinds = new HashSet<>();
    sets().forEach(set -> Chart.render(set).all().forEach(each -> kinds.add(text(each, "/kind"))));

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            "ConfigMap",
            "Deployment",
            "ExternalSecret",
            "HTTPRoute",
            "HorizontalPodAutoscaler",
            "Ingress",
            "Job",
            "NetworkPolicy",
            "Pod",
            "PodDisruptionBudget",
            "PrometheusRule",
            "Service",
            "ServiceAccount",
            "ServiceMonitor");
  }

  /// Helm runs them at their time, and does not remove them with the release.
  @Test
  void theMigrationJobAndTheTestAreHooks() {
    Rendered all = Chart.render("split");
    Rendered release = Chart.release("split");

    assertThat(hooks(all.only("Job", "reelgate-migrate"))).isEqualTo("pre-install,pre-upgrade");
    assertThat(hooks(all.only("Pod", "reelgate-test"))).isEqualTo("test");
    assertThat(release.all())
        .hasSize(all.all().size() - 2)
        .noneMatch(each -> Set.of("Job", "Pod").contains(text(each, "/kind")));
  }

  private static String hooks(JsonNode object) {
    return object.at("/metadata/annotations").path(Chart.SHOWN_HOOK).asString("");
  }

  @Test
  void theApplicationsVersionIsTheProjects() throws IOException {
    List<MatchResult> versions =
        VERSION.matcher(Files.readString(Path.of("pom.xml"))).results().toList();

    JsonNode chart = Chart.read(Files.readString(Chart.HOME.resolve("Chart.yaml")));

    assertThat(text(chart, "/apiVersion")).isEqualTo("v2");
    assertThat(text(chart, "/appVersion")).isEqualTo(versions.get(1).group(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.20.0", "1.29.9"})
  void anOlderKubernetesIsRefused(String version) {
    assertThatThrownBy(() -> Chart.renderFor(version, Chart.MINIMAL))
        .hasMessageContaining("kubeVersion");
  }
}
