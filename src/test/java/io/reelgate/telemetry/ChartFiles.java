package io.reelgate.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard and the alert rules, as the chart brings them.
final class ChartFiles {
  private static final Path CHART = Path.of("helm", "reelgate");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ChartFiles() {}

  /// One rule.
  record Alert(
      String name,
      String expression,
      Map<String, String> labels,
      Map<String, String> annotations) {}

  /// A query of a panel.
  ///
  /// @param legend how its lines are named
  record Query(String panel, String expression, String legend) {}

  static List<Alert> alerts() {
    JsonNode file =
        JSON.valueToTree(
            new Yaml(new SafeConstructor(new LoaderOptions()))
                .<Object>load(text(CHART.resolve("alerts/reelgate.yml"))));
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : file.required("groups")) {
      for (JsonNode rule : group.required("rules")) {
        alerts.add(
            new Alert(
                rule.required("alert").asString(),
                rule.required("expr").asString(),
                words(rule.required("labels")),
                words(rule.required("annotations"))));
      }
    }
    return alerts;
  }

  private static Map<String, String> words(JsonNode node) {
    return node.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().asString()));
  }

  static JsonNode dashboard() {
    return JSON.readTree(text(CHART.resolve("dashboards/reelgate.json")));
  }

  /// Those of all panels, and of the variables.
  static List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (JsonNode panel : dashboard().required("panels")) {
      for (JsonNode target : panel.path("targets")) {
        queries.add(
            new Query(
                panel.required("title").asString(),
                target.required("expr").asString(),
                target.required("legendFormat").asString()));
      }
    }
    for (JsonNode variable : dashboard().required("templating").required("list")) {
      if (variable.required("type").asString().equals("query")) {
        String query = variable.required("query").required("query").asString();
        queries.add(new Query(variable.required("name").asString(), query, ""));
      }
    }
    return queries;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
