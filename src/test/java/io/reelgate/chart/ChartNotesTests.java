package io.reelgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What Helm tells whoever has just installed the chart.
class ChartNotesTests {
  private static final Pattern OBJECT = Pattern.compile("\\b(deployment|service)/(\\S+)");

  static List<String> sets() {
    return Chart.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void theyNameWhatIsThere(String set) {
    String notes = Chart.notes(set);
    Rendered rendered = Chart.render(set);

    assertThat(objects(notes, "deployment"))
        .containsExactlyInAnyOrderElementsOf(
            names(rendered, "Deployment").filter(name -> !name.endsWith("-sandbox")).toList());
    assertThat(names(rendered, "Service")).containsAll(objects(notes, "service"));
    assertThat(notes)
        .contains("answers at " + Chart.values(set).required("publicBaseUrl").asString())
        .doesNotContain("<no value>", "%!", "\n\n\n");
  }

  private static List<String> objects(String notes, String kind) {
    return OBJECT
        .matcher(notes)
        .results()
        .filter(found -> found.group(1).equals(kind))
        .map(found -> found.group(2))
        .toList();
  }

  private static Stream<String> names(Rendered rendered, String kind) {
    return rendered.of(kind).stream().map(each -> Rendered.text(each, "/metadata/name"));
  }

  @Test
  void whoHasNoRouteYetIsToldOfAnother() {
    String forward = "port-forward service/reelgate 8080:8000";

    assertThat(Chart.notes(Chart.MINIMAL, "{service: {port: 8000}}")).contains(forward);
    assertThat(Chart.notes(Chart.MINIMAL, "{ingress: {enabled: true}}"))
        .doesNotContain("port-forward");
  }

  @Test
  void whereAMistakeShowsDependsOnWhoMigrates() {
    assertThat(Chart.notes(Chart.MINIMAL))
        .contains("A pod that stays in Init")
        .doesNotContain("starts again and again");
    assertThat(Chart.notes(Chart.MINIMAL, "{migration: {mode: job}}"))
        .contains("starts again and again")
        .doesNotContain("in Init");
  }

  @Test
  void whatIsLessSafeThanItCouldBeIsSaid() {
    String digest = "sha256:" + "0a".repeat(32);

    assertThat(Chart.notes(Chart.MINIMAL, "{networkPolicy: {enabled: false}}"))
        .contains("NetworkPolicies are off", "The image is named by tag (reelgate:");
    assertThat(Chart.notes(Chart.MINIMAL, "{image: {digest: '%s'}}".formatted(digest)))
        .doesNotContain("NetworkPolicies are off", "named by tag", "sandbox");
  }
}
