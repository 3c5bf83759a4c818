package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What on-call reads, and when.
class AlertRuleTests {
  private static final Pattern HEADING = Pattern.compile("(?m)^#### (Reelgate\\w+)$");

  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

  private final List<ChartFiles.Alert> alerts = ChartFiles.alerts();

  @Test
  void everyAlertSaysWhatItMeansAndWhatToDo() {
    assertThat(alerts).hasSizeGreaterThan(20);
    assertThat(alerts).extracting(ChartFiles.Alert::name).doesNotHaveDuplicates();
    assertThat(alerts)
        .allSatisfy(alert -> {
          assertThat(alert.name()).matches("Reelgate[A-Za-z]+");
          assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
          assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook");
          assertThat(alert.annotations().get("runbook")).isEqualTo(alert.name());
          assertThat(alert.annotations().get("summary")).isNotBlank();
          assertThat(alert.annotations().get("description")).endsWith(".");
        });
  }

  @Test
  void theOperationsGuideTellsOfEachAlertAndOfNoOther() throws IOException {
    String guide = Files.readString(Path.of("README.md"));

    assertThat(HEADING.matcher(guide).results().map(each -> each.group(1)))
        .containsExactlyInAnyOrderElementsOf(alerts.stream().map(ChartFiles.Alert::name).toList());
  }

  /// A label that an expression does not keep is an empty word in the message.
  @Test
  void messagesNameOnlyLabelsThatTheirExpressionsKeep() {
    assertThat(alerts)
        .allSatisfy(alert -> {
          Set<String> told = labels(LABEL, String.join(" ", alert.annotations().values()));
          assertThat(Promql.read(alert.expression()).grouping()).as(alert.name()).containsAll(told);
        });
  }

  /// The same for the lines of a panel; the scraper adds who was scraped.
  @Test
  void linesAreNamedByLabelsThatTheirQueriesKeep() {
    assertThat(ChartFiles.queries())
        .allSatisfy(query -> {
          Set<String> kept = new HashSet<>(Promql.read(query.expression()).grouping());
          kept.add("instance");
          assertThat(kept).as(query.panel()).containsAll(labels(LEGEND, query.legend()));
        });
  }

  private static Set<String> labels(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult each) -> each.group(1))
        .collect(Collectors.toSet());
  }

  /// Prometheus itself says whether the rules are rules, and what they do, where it is installed.
  @ParameterizedTest
  @CsvSource({
    "check rules helm/reelgate/alerts/reelgate.yml",
    "test rules src/test/resources/alerts/reelgate-tests.yml"
  })
  void prometheusAgrees(String command) throws IOException, InterruptedException {
    assumeTrue(
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(place -> new File(place, "promtool").canExecute()),
        "promtool is not installed, so " + command + " was not run");
    Process promtool =
        new ProcessBuilder(("promtool " + command).split(" ")).redirectErrorStream(true).start();
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(said).isZero();
  }
}
