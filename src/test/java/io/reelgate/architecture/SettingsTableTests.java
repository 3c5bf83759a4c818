package io.reelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.ReelgateApplication;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The README's table of settings is made from the configuration metadata; {@code
/// -Dtest=SettingsTableTests -Dreadme.write=true} makes it anew.
class SettingsTableTests {
  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- settings: made by SettingsTableTests -->\n";
  private static final String END = "<!-- end of settings -->\n";
  private static final String PROVIDER = "^reelgate\\.providers\\.[a-z]+\\.(?=http\\.|accounts$)";

  @Test
  void theTableOfSettingsIsThatOfTheBuild() throws IOException, URISyntaxException {
    String readme = Files.readString(README);
    int begin = readme.indexOf(BEGIN) + BEGIN.length();
    int end = readme.indexOf(END);
    if (Boolean.getBoolean("readme.write")) {
      Files.writeString(README, readme.substring(0, begin) + tables() + readme.substring(end));
      return;
    }

    assertThat(readme.substring(begin, end))
        .as("./mvnw test -Dtest=SettingsTableTests -Dreadme.write=true writes it")
        .isEqualTo(tables());
  }

  private static String tables() throws IOException, URISyntaxException {
    Map<String, Map<String, String>> groups = new TreeMap<>();
    for (JsonNode each : metadata().required("properties")) {
      String name =
          each.required("name").asString().replaceFirst(PROVIDER, "reelgate.providers.<provider>.");
      if (name.startsWith("reelgate.")) {
        groups
            .computeIfAbsent(group(name), key -> new TreeMap<>())
            .putIfAbsent(name, row(name, each));
      }
    }
    return groups.entrySet().stream()
        .map(each -> table(each.getKey(), List.copyOf(each.getValue().values())))
        .collect(Collectors.joining("\n"));
  }

  /// All but the last word, at most two levels deep.
  private static String group(String name) {
    List<String> words = new ArrayList<>(List.of(name.split("\\.")));
    words.removeLast();
    return String.join(".", words.subList(0, Math.min(words.size(), 3)));
  }

  private static String table(String group, List<String> rows) {
    return "<details><summary><code>%s.*</code></summary>\n\n| setting | default | what it does |\n|---|---|---|\n%s\n</details>\n"
        .formatted(group.replace("<", "&lt;").replace(">", "&gt;"), String.join("", rows));
  }

  private static String row(String name, JsonNode setting) {
    return "| `%s` | %s | %s |\n"
        .formatted(
            name, value(setting), setting.path("description").asString("").replace("|", "\\|"));
  }

  private static String value(JsonNode setting) {
    JsonNode value = setting.path("defaultValue");
    String text =
        value.isArray()
            ? StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(","))
            : value.asString("");
    return text.isEmpty() ? "" : "`" + text + "`";
  }

  private static JsonNode metadata() throws IOException, URISyntaxException {
    Path classes =
        Path.of(
            ReelgateApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return JsonMapper.builder()
        .build()
        .readTree(classes.resolve("META-INF/spring-configuration-metadata.json"));
  }
}
