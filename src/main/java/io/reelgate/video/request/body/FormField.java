package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/// One text of a form under its bracketed name, {@code provider[order][]} for example.
///
/// @param steps the name taken apart: {@code provider}, {@code order} and the empty step of an
///   array
record FormField(List<String> steps, String text) {
  private static final int MAX_STEPS = 32;

  FormField {
    steps = List.copyOf(steps);
  }

  static FormField of(String name, String text) {
    return new FormField(steps(name), text);
  }

  /// The field's own name, without what stands in brackets.
  static String root(String name) {
    int bracket = name.indexOf('[');
    return bracket < 0 ? name : name.substring(0, bracket);
  }

  FormField inner() {
    return new FormField(steps.subList(1, steps.size()), text);
  }

  private static List<String> steps(String name) {
    List<String> steps = new ArrayList<>();
    int at = name.indexOf('[');
    steps.add(root(name));
    while (at >= 0 && at < name.length()) {
      int end = name.indexOf(']', at);
      if (name.charAt(at) != '[' || end < 0 || steps.size() == MAX_STEPS) {
        throw malformed(name);
      }
      steps.add(name.substring(at + 1, end));
      at = end + 1;
    }
    if (steps.stream().anyMatch(FormField::hasBracket) || steps.getFirst().isEmpty()) {
      throw malformed(name);
    }
    return steps;
  }

  private static boolean hasBracket(String step) {
    return step.indexOf('[') >= 0 || step.indexOf(']') >= 0;
  }

  private static ProblemException malformed(String name) {
    return Path.BODY
        .member(name)
        .invalid("is no form name; write a, a[b], a[], a[][b] or a[0][b], at most 32 steps");
  }
}
