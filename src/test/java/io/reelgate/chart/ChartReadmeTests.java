package io.reelgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The table of values is made of the comments in {@code values.yaml}.
class ChartReadmeTests {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");
  private static final String MARK = "# -- ";
  private static final String BEGIN = "<!-- values -->\n";
  private static final String END = "<!-- /values -->";

  @Test
  void theTableIsThatOfTheValues() throws IOException {
    String readme = Files.readString(Chart.HOME.resolve("README.md"));

    assertThat(readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)))
        .as("the table between %s and %s", BEGIN.strip(), END)
        .isEqualTo(table());
  }

  @Test
  void everyValueIsDescribed() throws IOException {
    Map<String, String> described = descriptions();

    assertThat(leaves("", Chart.defaults()))
        .hasSizeGreaterThan(80)
        .allMatch(leaf ->
            described.keySet().stream()
                .anyMatch(each -> leaf.equals(each) || leaf.startsWith(each + ".")));
  }

  /// The schema is what refuses; a value that it does not have could not be set.
  @Test
  void everyValueIsInTheSchema() {
    JsonNode schema = Chart.read(read("values.schema.json"));

    assertThat(leaves("", Chart.defaults()))
        .filteredOn(leaf -> !leaf.contains(".resources."))
        .allMatch(leaf -> isIn(schema, schema, leaf));
  }

  private static boolean isIn(JsonNode root, JsonNode schema, String leaf) {
    JsonNode at =
        schema.has("$ref") ? root.at(schema.path("$ref").asString().substring(1)) : schema;
    int dot = leaf.indexOf('.');
    JsonNode next = at.path("properties").path(dot < 0 ? leaf : leaf.substring(0, dot));
    return at.path("additionalProperties").isObject()
        || (!next.isMissingNode() && (dot < 0 || isIn(root, next, leaf.substring(dot + 1))));
  }

  private static String table() throws IOException {
    StringBuilder table = new StringBuilder("| value | default | what it does |\n|---|---|---|\n");
    descriptions()
        .forEach((path, description) ->
            table.append(
                "| `%s` | `%s` | %s |\n"
                    .formatted(
                        path,
                        Chart.defaults().at("/" + path.replace('.', '/')),
                        description.replace("|", "\\|"))));
    return table.toString();
  }

  /// By the path of the value that the comment stands before.
  private static Map<String, String> descriptions() throws IOException {
    Map<String, String> descriptions = new LinkedHashMap<>();
    List<String> path = new ArrayList<>();
    String description = "";
    for (String line : Files.readAllLines(Chart.HOME.resolve("values.yaml"))) {
      Matcher key = KEY.matcher(line);
      if (line.strip().startsWith(MARK)) {
        description = line.strip().substring(MARK.length());
      } else if (key.matches()) {
        int depth = key.group(1).length() / 2;
        path.subList(Math.min(depth, path.size()), path.size()).clear();
        path.add(key.group(2));
        if (!description.isEmpty()) {
          descriptions.put(String.join(".", path), description);
        }
        description = "";
      }
    }
    return descriptions;
  }

  private static List<String> leaves(String prefix, JsonNode node) {
    return node.isObject() && !node.isEmpty()
        ? node.propertyStream()
            .flatMap(each -> below(prefix, each.getKey(), each.getValue()))
            .toList()
        : List.of(prefix);
  }

  private static Stream<String> below(String prefix, String key, JsonNode value) {
    return leaves(prefix.isEmpty() ? key : prefix + "." + key, value).stream();
  }

  private static String read(String file) {
    try {
      return Files.readString(Chart.HOME.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
