package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static io.reelgate.chart.Rendered.variable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The chart speaks of settings that exist.
class ChartSettingsTests {
  private static final List<String> METADATA =
      List.of(
          "META-INF/spring-configuration-metadata.json",
          "META-INF/additional-spring-configuration-metadata.json");

  /// A variable that the product reads by its name.
  private static final Pattern READ_BY_NAME = Pattern.compile("\\$\\{([A-Z][A-Z_]+):");

  /// Not the product's: the launcher's, Spring Boot's own, and one of the time zone in a value set.
  private static final Set<String> FOREIGN =
      Set.of("JDK_JAVA_OPTIONS", "SPRING_APPLICATION_JSON", "TZ");

  private static final Bindable<Map<String, String>> STRINGS =
      Bindable.mapOf(String.class, String.class);

  private final Map<String, String> settings = settings();
  private final Set<String> readByName = readByName();

  static List<String> sets() {
    return Chart.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyVariableIsKnownToTheGateway(String set) {
    Set<String> names = new TreeSet<>();
    for (Rendered.Pod pod : Chart.render(set).pods()) {
      pod.containers()
          .forEach(
              each -> each.path("env").forEach(variable -> names.add(text(variable, "/name"))));
    }

    assertThat(names)
        .contains("REELGATE_ROLES", "SPRING_FLYWAY_ENABLED", "SPRING_FLYWAY_LOCK_RETRY_COUNT")
        .filteredOn(name -> !FOREIGN.contains(name) && !readByName.contains(name))
        .allMatch(this::isSettingAsVariable);
  }

  /// A container that a variable is given to twice would take the last, and nobody would know why.
  @ParameterizedTest
  @MethodSource("sets")
  void noVariableIsSetTwice(String set) {
    for (Rendered.Pod pod : Chart.render(set).pods()) {
      pod.containers()
          .forEach(each ->
              assertThat(each.path("env").valueStream().map(variable -> text(variable, "/name")))
                  .as(pod.name())
                  .doesNotHaveDuplicates());
    }
  }

  @Test
  void whateverTheGatewayRequiresIsSet() {
    Set<String> set = new TreeSet<>();
    Chart.render(Chart.MINIMAL)
        .pod("Deployment", "reelgate")
        .container("reelgate")
        .path("env")
        .forEach(each -> set.add(text(each, "/name")));

    assertThat(readByName).hasSizeGreaterThanOrEqualTo(9).contains("REELGATE_LINK_SIGNING_KEY");
    assertThat(set).containsAll(readByName).contains("SPRING_DATASOURCE_URL");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everySettingOfTheValueSetsExists(String set) {
    assertThat(names("", Chart.values(set).path("settings"))).allMatch(this::isSetting);
  }

  /// A hook has no catalog files, so what is said about models could name one that is missing.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reelgate: {catalog: {aliases: {a: b}, check-every: 5s}}",
        "reelgate.catalog: {aliases: {a: b}}",
        "reelgate: {catalog.aliases.a: b}",
        "reelgate.catalog.aliases.a: b",
        "Reelgate: {'catalog.aliases[a]': b}"
      })
  void theMigrationJobKnowsAllSettingsButTheCatalogs(String catalog) {
    Rendered rendered =
        Chart.render(
            "split",
            "{settings: {%s}}".formatted(catalog),
            "{extraEnv: [{name: REELGATE_CATALOG_ALIASES_A, value: b}, {name: TZ, value: UTC}]}");
    JsonNode job = rendered.pod("Job", "reelgate-migrate").container("migrate");
    JsonNode pod = rendered.pod("Deployment", "reelgate").container("reelgate");

    assertThat(Chart.read(variable(job, "SPRING_APPLICATION_JSON")))
        .isEqualTo(Chart.values("split").path("settings"));
    assertThat(job.toString()).doesNotContainIgnoringCase("catalog");
    assertThat(variable(job, "TZ")).isEqualTo("UTC");
    assertThat(variable(pod, "REELGATE_CATALOG_ALIASES_A")).isEqualTo("b");
    assertThat(text(rendered.only("ConfigMap", "reelgate-settings"), "/data/application.yml"))
        .contains("catalog");
  }

  @Test
  void aMadeUpSettingIsNotFound() {
    assertThat(isSetting("reelgate.jobs.submit-concurrency")).isTrue();
    assertThat(isSetting("reelgate.jobs.submit-concurrenzy")).isFalse();
    assertThat(isSettingAsVariable("REELGATE_JOBS_POLL_FIRST")).isTrue();
    assertThat(isSettingAsVariable("REELGATE_JOBS_POLL_FIRSTLY")).isFalse();
  }

  /// The names of map entries have no other way than the one without dashes.
  @Test
  void entriesOfMapsComeByVariables() {
    Map<String, Object> variables = new TreeMap<>();
    sets().stream()
        .flatMap(set -> Chart.values(set).at("/secret/extra").propertyStream())
        .forEach(each -> variables.put(each.getKey(), text(each.getValue(), "")));
    var environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    Binder binder = Binder.get(environment);

    assertThat(binder.bind("reelgate.vault.former-keys", STRINGS).get())
        .containsOnly(Map.entry("2025", "former-master-key"));
    assertThat(
            binder
                .bind(
                    "reelgate.providers.runware.accounts",
                    Bindable.mapOf(String.class, AccountKey.class))
                .get())
        .containsOnly(Map.entry("second", new AccountKey("runware-second")));
  }

  record AccountKey(String key) {}

  private boolean isSetting(String name) {
    return settings.entrySet().stream()
        .anyMatch(each ->
            each.getKey().equals(name) || (isMap(each) && name.startsWith(each.getKey() + ".")));
  }

  private boolean isSettingAsVariable(String variable) {
    return settings.entrySet().stream()
        .anyMatch(each ->
            asVariable(each.getKey()).equals(variable)
                || asVariable(each.getKey().replace('-', '_')).equals(variable)
                || (isMap(each) && variable.startsWith(asVariable(each.getKey()) + "_")));
  }

  private static boolean isMap(Map.Entry<String, String> setting) {
    return setting.getValue().startsWith("java.util.Map<");
  }

  private static String asVariable(String setting) {
    return setting.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
  }

  private static Stream<String> names(String prefix, JsonNode node) {
    return node.isObject()
        ? node.propertyStream()
            .flatMap(each ->
                names(
                    prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey(),
                    each.getValue()))
        : Stream.of(prefix).filter(name -> !name.isEmpty());
  }

  /// All settings of the product and of the libraries it is made of, with their types.
  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : METADATA) {
      for (URL file : resources(name)) {
        try (InputStream stream = file.openStream()) {
          JsonMapper.builder()
              .build()
              .readTree(stream)
              .path("properties")
              .forEach(each -> settings.put(text(each, "/name"), text(each, "/type")));
        } catch (IOException e) {
          throw new UncheckedIOException(file.toString(), e);
        }
      }
    }
    return settings;
  }

  private static List<URL> resources(String name) {
    try {
      return Collections.list(ChartSettingsTests.class.getClassLoader().getResources(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> readByName() {
    try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
      Set<String> names = new TreeSet<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        READ_BY_NAME
            .matcher(Files.readString(file))
            .results()
            .forEach(each -> names.add(each.group(1)));
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
