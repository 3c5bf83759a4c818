package io.reelgate.chart;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The chart as users install it.
final class Chart {
  static final Path HOME = Path.of("helm", "reelgate");

  /// The set of values with only what is required.
  static final String MINIMAL = "minimal";

  static final String RELEASE = "reelgate";
  private static final String KUBERNETES = "1.37.0";
  private static final String ENDING = "-values.yaml";
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final Pattern BETWEEN = Pattern.compile("(?m)^---$");

  /// What makes an object a hook of Helm. The library does not show hooks, so they are rendered
  /// from a copy in which they are plain objects.
  private static final String HOOK = "helm.sh/hook";

  static final String SHOWN_HOOK = "shown." + HOOK;
  private static final Path WITH_HOOKS = withHooks();

  private Chart() {}

  /// The sets of values that come with the chart.
  static List<String> sets() {
    try (Stream<Path> files = Files.list(HOME.resolve("ci"))) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything that the chart makes, hooks too.
  ///
  /// @param set one of {@link #sets}
  /// @param more lines of YAML that are laid over it
  static Rendered render(String set, String... more) {
    return renderFor(KUBERNETES, set, more);
  }

  static Rendered renderFor(String kubernetes, String set, String... more) {
    return render(WITH_HOOKS, kubernetes, set, more);
  }

  /// Only what belongs to a release, as Helm sees it.
  static Rendered release(String set, String... more) {
    return render(HOME, KUBERNETES, set, more);
  }

  private static Rendered render(Path chart, String kubernetes, String set, String... more) {
    TemplateCommand command =
        new Helm(chart)
            .template()
            .withName(RELEASE)
            .withNamespace("video")
            .withKubeVersion(kubernetes);
    values(set, more).forEach(command::withValuesFile);
    return new Rendered(
        BETWEEN.splitAsStream(command.call()).map(Chart::read).filter(JsonNode::isObject).toList());
  }

  /// What Helm says after an install, and no cluster is asked.
  static String notes(String set, String... more) {
    InstallCommand command =
        new Helm(HOME)
            .install()
            .clientOnly()
            .withDryRunOption(DryRun.CLIENT)
            .dryRun()
            .withName(RELEASE)
            .withNamespace("video")
            .withKubeVersion(KUBERNETES);
    values(set, more).forEach(command::withValuesFile);
    return command.call().getOutput();
  }

  static LintResult lint(String set) {
    Path linted = temporary();
    try {
      copy(HOME, linted);
      Files.writeString(linted.resolve("values.yaml"), merged(set));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Helm(linted).lint().strict().call();
  }

  private static String merged(String set) throws IOException {
    JsonNode values = read(Files.readString(HOME.resolve("values.yaml")));
    return YAML.writeValueAsString(YAML.readerForUpdating(values).readValue(file(set).toFile()));
  }

  private static Path withHooks() {
    Path copy = temporary();
    try {
      copy(HOME, copy);
      try (Stream<Path> templates = Files.walk(copy.resolve("templates"))) {
        for (Path file : templates.filter(Files::isRegularFile).toList()) {
          Files.writeString(file, Files.readString(file).replace(HOOK, SHOWN_HOOK));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  static JsonNode read(String yaml) {
    return YAML.readTree(yaml);
  }

  static JsonNode values(String set) {
    return YAML.readTree(file(set).toFile());
  }

  static JsonNode defaults() {
    return YAML.readTree(HOME.resolve("values.yaml").toFile());
  }

  private static Path file(String set) {
    return HOME.resolve("ci").resolve(set + ENDING);
  }

  private static List<Path> values(String set, String... more) {
    List<Path> files = new ArrayList<>(List.of(file(set)));
    Arrays.stream(more).map(Chart::written).forEach(files::add);
    return files;
  }

  private static Path written(String yaml) {
    try {
      return Files.writeString(temporary().resolve("values.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target", "chart")), "v");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
