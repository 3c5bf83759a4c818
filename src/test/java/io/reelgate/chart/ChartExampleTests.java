package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the README shows can be copied.
class ChartExampleTests {
  private static final Pattern YAML = Pattern.compile("(?ms)^( *)```yaml\n(.*?)^ *```$");
  private static final Path API = Path.of("src/main/openapi/reelgate.json");

  /// Those that are values of the chart.
  static List<String> values() {
    return examples().filter(each -> !Chart.read(each).has("rules")).toList();
  }

  @Test
  void thereAreExamples() {
    assertThat(values()).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @MethodSource("values")
  void theChartTakesEveryExample(String example) {
    assertThat(Chart.render(Chart.MINIMAL, example).of("Deployment")).isNotEmpty();
  }

  /// The database's certificate is where its URL says.
  @Test
  void theFirstValuesMountWhatTheyName() {
    JsonNode values = Chart.read(values().getFirst());
    String url = text(values, "/datasource/url");

    assertThat(url).contains("sslmode=verify-full");
    assertThat(url.substring(url.indexOf("sslrootcert=") + "sslrootcert=".length()))
        .isEqualTo(text(values, "/extraVolumeMounts/0/mountPath") + "/ca.crt");
    assertThat(readme())
        .contains(
            "create secret generic %s --from-file=ca.crt"
                .formatted(text(values, "/extraVolumes/0/secret/secretName")));
  }

  /// Whoever copies the list loses the admin API, and nothing that a tenant can call.
  @Test
  void theShortListOfPathsRoutesAllButTheAdminApi() throws IOException {
    List<String> routed =
        values().stream()
            .map(each -> Chart.read(each).at("/ingress/paths"))
            .filter(each -> each.size() > 1)
            .findFirst()
            .orElseThrow()
            .valueStream()
            .map(JsonNode::asString)
            .toList();

    List<String> paths =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(API))
            .path("paths")
            .propertyStream()
            .map(each -> each.getKey())
            .toList();

    assertThat(paths)
        .filteredOn(path -> routed.stream().noneMatch(prefix -> isBelow(path, prefix)))
        .isNotEmpty()
        .allMatch(path -> isBelow(path, "/v1/admin") || isBelow(path, "/sandbox"));
    assertThat(paths)
        .filteredOn(path -> isBelow(path, "/v1/admin") || isBelow(path, "/sandbox"))
        .noneMatch(path -> routed.stream().anyMatch(prefix -> isBelow(path, prefix)));
    assertThat(routed).contains("/callbacks").doesNotHaveDuplicates();
  }

  /// Element by element, as an Ingress and an HTTPRoute compare.
  private static boolean isBelow(String path, String prefix) {
    return path.equals(prefix) || path.startsWith(prefix + "/");
  }

  /// External metrics belong to a namespace, and the rule must say which label is it.
  @Test
  void theAdaptersRuleServesTheMetricThatTheScalerAsksFor() {
    JsonNode rule =
        examples()
            .map(Chart::read)
            .filter(each -> each.has("rules"))
            .findFirst()
            .orElseThrow()
            .at("/rules/external/0");

    assertThat(text(rule, "/resources/overrides/namespace/resource")).isEqualTo("namespace");
    for (String workload : List.of("gateway", "worker")) {
      assertThat(text(rule, "/name/as"))
          .isEqualTo(text(Chart.defaults(), "/" + workload + "/autoscaling/queue/metric"));
    }
    assertThat(text(rule, "/metricsQuery")).startsWith("max(").contains("<<.LabelMatchers>>");
  }

  private static Stream<String> examples() {
    return YAML.matcher(readme()).results().map(each -> each.group(2).stripIndent());
  }

  private static String readme() {
    try {
      return Files.readString(Chart.HOME.resolve("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
