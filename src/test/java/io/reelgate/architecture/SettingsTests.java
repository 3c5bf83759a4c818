package io.reelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.ReelgateApplication;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every setting is known to editors, with words of its own. They come from the {@code @param}
/// lines of the records, by way of the build.
class SettingsTests {
  private static final String PREFIX = "reelgate.";
  private static final Pattern NAME_IN_CODE =
      Pattern.compile("\"(reelgate\\.[a-z0-9.-]+[a-z0-9])\"");

  /// Names of other things.
  private static final Set<String> METERS =
      Set.of(
          "reelgate.accepted",
          "reelgate.account.closed",
          "reelgate.account.in.flight",
          "reelgate.attempts",
          "reelgate.callbacks",
          "reelgate.clock.drift",
          "reelgate.cost",
          "reelgate.cost.drift",
          "reelgate.database.dead.rows",
          "reelgate.database.hot.updated",
          "reelgate.database.live.rows",
          "reelgate.database.snapshot.age",
          "reelgate.database.updated",
          "reelgate.detection.lag",
          "reelgate.duration",
          "reelgate.ended",
          "reelgate.figures.age",
          "reelgate.jobs",
          "reelgate.ledger.age",
          "reelgate.ledger.differences",
          "reelgate.orphans",
          "reelgate.orphans.watched",
          "reelgate.ownership.lost",
          "reelgate.poll.lateness",
          "reelgate.polls",
          "reelgate.queue.age",
          "reelgate.queue.wait",
          "reelgate.replica.roles",
          "reelgate.unknown",
          "reelgate.unknown.age",
          "reelgate.webhook.dead",
          "reelgate.webhook.endpoints",
          "reelgate.webhook.first.try",
          "reelgate.webhook.tries");

  private final Map<String, String> settings = settings();

  @Test
  void everySettingIsDescribed() {
    assertThat(settings).hasSizeGreaterThan(60);
    assertThat(settings)
        .allSatisfy((name, description) ->
            assertThat(description).as(name).isNotBlank().doesNotContain("{@"));
  }

  /// A parameter whose name begins like another's can be given the other's words. What all
  /// providers have in common is described once.
  @Test
  void noSettingIsDescribedLikeAnother() {
    settings.forEach((name, description) ->
        assertThat(settings)
            .allSatisfy((other, words) -> {
              if (!ownName(other).equals(ownName(name))) {
                assertThat(description).as("%s and %s", name, other).doesNotEndWith(words);
              }
            }));
  }

  private static String ownName(String name) {
    return name.replaceFirst("^reelgate\\.providers\\.[^.]+\\.http\\.", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application.yml", "application-local.yml"})
  void whatTheProductSetsExists(String file) throws IOException {
    List<String> names =
        new YamlPropertySourceLoader()
            .load(file, new ClassPathResource(file)).stream()
                .flatMap(SettingsTests::names)
                .filter(name -> name.startsWith(PREFIX))
                .toList();

    assertThat(names).isNotEmpty().allMatch(settings::containsKey);
  }

  @Test
  void whatTheCodeReadsByNameExists() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      List<String> names =
          files.filter(Files::isRegularFile).flatMap(SettingsTests::namesInCode).toList();

      assertThat(names)
          .contains("reelgate.roles", "reelgate.jobs")
          .filteredOn(name -> !METERS.contains(name))
          .allMatch(this::isSettingOrPrefix);
    }
  }

  private boolean isSettingOrPrefix(String name) {
    return settings.keySet().stream()
        .anyMatch(each -> each.equals(name) || each.startsWith(name + "."));
  }

  private static Stream<String> namesInCode(Path file) {
    try {
      List<MatchResult> found = NAME_IN_CODE.matcher(Files.readString(file)).results().toList();
      return found.stream().map(each -> each.group(1));
    } catch (IOException unreadable) {
      throw new AssertionError(file.toString(), unreadable);
    }
  }

  private static Stream<String> names(PropertySource<?> source) {
    return source instanceof EnumerablePropertySource<?> properties
        ? Stream.of(properties.getPropertyNames())
        : Stream.empty();
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    try {
      Path classes =
          Path.of(
              ReelgateApplication.class
                  .getProtectionDomain()
                  .getCodeSource()
                  .getLocation()
                  .toURI());
      JsonNode metadata =
          JsonMapper.builder()
              .build()
              .readTree(classes.resolve("META-INF/spring-configuration-metadata.json"));
      metadata
          .required("properties")
          .forEach(each ->
              settings.put(
                  each.required("name").asString(), each.path("description").asString("")));
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
    return settings;
  }
}
