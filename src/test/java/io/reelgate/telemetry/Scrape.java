package io.reelgate.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a gateway really tells a scraper: every metric, its labels and their values.
final class Scrape {
  /// Added by the scraper.
  private static final Set<String> TARGET = Set.of("namespace", "instance", "pod", "job");

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? [-+0-9.eENaInf]+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:\\\\.|[^\"\\\\])*)\"");
  private static final Pattern WORDS = Pattern.compile("[a-z0-9_|]+");

  private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();

  private Scrape() {}

  static Scrape of(String text) {
    var scrape = new Scrape();
    text.lines().filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(scrape::add);
    return scrape;
  }

  private void add(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException(line);
    }
    Map<String, Set<String>> labels =
        metrics.computeIfAbsent(sample.group(1), name -> new HashMap<>());
    if (sample.group(2) != null) {
      for (MatchResult label : LABEL.matcher(sample.group(2)).results().toList()) {
        labels.computeIfAbsent(label.group(1), name -> new HashSet<>()).add(label.group(2));
      }
    }
  }

  Set<String> names() {
    return metrics.keySet();
  }

  /// The values of all labels.
  Map<String, Set<String>> labels(String metric) {
    return metrics.getOrDefault(metric, Map.of());
  }

  /// What an expression asks for that there is not; a query for it would be empty for ever.
  List<String> missing(String expression) {
    List<String> missing = new ArrayList<>();
    Promql.Read read = Promql.read(expression);
    Set<String> known = new HashSet<>(TARGET);
    for (Promql.Selector selector : read.selectors()) {
      Map<String, Set<String>> labels = metrics.get(selector.metric());
      if (labels == null) {
        missing.add("metric " + selector.metric());
      } else {
        known.addAll(labels.keySet());
        selector.matches().forEach(match -> missing.addAll(missing(selector, labels, match)));
      }
    }
    read.grouping().stream()
        .filter(label -> !known.contains(label))
        .forEach(label -> missing.add("label " + label));
    return missing;
  }

  /// Values are looked for where something is asked for by plain words.
  private static List<String> missing(
      Promql.Selector selector, Map<String, Set<String>> labels, Promql.Match match) {
    if (TARGET.contains(match.label())) {
      return List.of();
    }
    Set<String> values = labels.get(match.label());
    if (values == null) {
      return List.of("label " + match.label() + " of " + selector.metric());
    }
    boolean plain = match.operator().equals("=") || match.operator().equals("=~");
    if (!plain || (match.operator().equals("=~") && !WORDS.matcher(match.value()).matches())) {
      return List.of();
    }
    return List.of(match.value().split("\\|")).stream()
        .filter(value -> !values.contains(value))
        .map(value -> "value " + value + " of " + match.label() + " of " + selector.metric())
        .toList();
  }
}
