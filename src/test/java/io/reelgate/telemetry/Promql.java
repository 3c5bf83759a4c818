package io.reelgate.telemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a PromQL expression asks for: its selectors, and the labels it groups by. Reads every
/// token, so that nothing in an expression stays unseen; what it does not know is an error.
final class Promql {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<space>\\s+|\\#[^\\n]*)\
          |(?<string>"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*')\
          |(?<number>[0-9][0-9.]*(?:ms|[smhdwy])?(?:[0-9]+(?:ms|[smhdwy]))*)\
          |(?<variable>\\$\\w+|\\$\\{\\w+})\
          |(?<word>[a-zA-Z_:][a-zA-Z0-9_:]*)\
          |(?<sign>=~|!~|!=|==|<=|>=|[-+*/%^<>=(){},@]|\\[|]|:)\
          """);
  private static final Set<String> FUNCTIONS =
      Set.of(
          "rate",
          "increase",
          "irate",
          "delta",
          "histogram_quantile",
          "absent",
          "clamp_min",
          "label_values",
          "sum",
          "max",
          "min",
          "avg",
          "count",
          "topk",
          "quantile");
  private static final Set<String> GROUPING =
      Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
  private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

  private final List<Token> tokens;
  private final List<Selector> selectors = new ArrayList<>();
  private final Set<String> grouping = new HashSet<>();
  private int at;

  private Promql(List<Token> tokens) {
    this.tokens = tokens;
  }

  private record Token(String kind, String text) {}

  /// One label that a selector asks for.
  record Match(String label, String operator, String value) {}

  record Selector(String metric, List<Match> matches) {}

  /// @param grouping labels that the expression groups or matches by
  record Read(List<Selector> selectors, Set<String> grouping) {}

  static Read read(String expression) {
    var reader = new Promql(tokens(expression));
    while (reader.at < reader.tokens.size()) {
      reader.step();
    }
    return new Read(reader.selectors, reader.grouping);
  }

  private static List<Token> tokens(String expression) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    int end = 0;
    while (end < expression.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw new IllegalArgumentException(
            "cannot be read at \"" + expression.substring(end) + "\": " + expression);
      }
      end = matcher.end();
      for (String kind : List.of("string", "number", "variable", "word", "sign")) {
        if (matcher.group(kind) != null) {
          tokens.add(new Token(kind, matcher.group(kind)));
        }
      }
    }
    return tokens;
  }

  private void step() {
    Token token = next();
    if (token.text().equals("{")) {
      throw new IllegalArgumentException("a selector without a metric");
    }
    if (!token.kind().equals("word") || OPERATORS.contains(token.text())) {
      return;
    }
    if (GROUPING.contains(token.text())) {
      grouping.addAll(names());
    } else if (FUNCTIONS.contains(token.text())) {
      if (!sees("(") && !sees("by") && !sees("without")) {
        throw new IllegalArgumentException(token.text() + " without arguments");
      }
      if (token.text().equals("label_values")) {
        labelValues();
      } else if (token.text().equals("absent")) {
        absent();
      }
    } else if (sees("(")) {
      throw new IllegalArgumentException("unknown function " + token.text());
    } else {
      selectors.add(new Selector(token.text(), matches()));
    }
  }

  /// A dashboard's own function, whose second argument is a label.
  private void labelValues() {
    take("(");
    selectors.add(new Selector(next().text(), matches()));
    take(",");
    grouping.add(next().text());
    take(")");
  }

  /// What is not there has the labels that it was asked for by.
  private void absent() {
    take("(");
    var missing = new Selector(next().text(), matches());
    selectors.add(missing);
    missing.matches().stream()
        .filter(match -> match.operator().equals("="))
        .forEach(match -> grouping.add(match.label()));
    take(")");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    take("(");
    while (!sees(")")) {
      names.add(next().text());
      if (sees(",")) {
        take(",");
      }
    }
    take(")");
    return names;
  }

  private List<Match> matches() {
    List<Match> matches = new ArrayList<>();
    if (!sees("{")) {
      return matches;
    }
    take("{");
    while (!sees("}")) {
      String label = next().text();
      String operator = next().text();
      String value = next().text();
      matches.add(new Match(label, operator, value.substring(1, value.length() - 1)));
      if (sees(",")) {
        take(",");
      }
    }
    take("}");
    return matches;
  }

  private boolean sees(String text) {
    return at < tokens.size() && tokens.get(at).text().equals(text);
  }

  private Token next() {
    return tokens.get(at++);
  }

  private void take(String text) {
    String found = next().text();
    if (!found.equals(text)) {
      throw new IllegalArgumentException("\"" + text + "\" expected, not " + found);
    }
  }
}
