package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells which parts named {@code a[][b]} belong to one element. Some clients send the elements one
/// after the other, some all values of one key, then all of the next; nothing on the wire says
/// which, and a wrong guess would buy a wrong video.
final class FormElements {
  private FormElements() {}

  static List<List<FormField>> of(List<FormField> fields, Path path) {
    Map<List<String>, List<FormField>> byKey =
        fields.stream()
            .collect(
                Collectors.groupingBy(FormField::steps, LinkedHashMap::new, Collectors.toList()));
    int most = byKey.values().stream().mapToInt(List::size).max().orElse(0);
    if (byKey.values().stream().allMatch(values -> values.size() == most)) {
      return byPosition(byKey, most);
    }
    List<List<FormField>> elements = byRepetition(fields);
    if (keyAfterKey(fields) || !startAlike(elements)) {
      throw path.problem(
          ProblemCode.AMBIGUOUS_FORM_ARRAY,
          "does not tell which parts belong together; number them as in [0][…], give every"
              + " element the same keys, or send the array as JSON text in one part");
    }
    return elements;
  }

  private static List<List<FormField>> byPosition(
      Map<List<String>, List<FormField>> byKey, int size) {
    List<List<FormField>> elements = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      int here = index;
      elements.add(byKey.values().stream().map(values -> values.get(here)).toList());
    }
    return elements;
  }

  private static List<List<FormField>> byRepetition(List<FormField> fields) {
    List<List<FormField>> elements = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    List<FormField> element = new ArrayList<>();
    for (FormField field : fields) {
      if (!seen.add(field.steps())) {
        elements.add(element);
        element = new ArrayList<>();
        seen = new HashSet<>(Set.of(field.steps()));
      }
      element.add(field);
    }
    elements.add(element);
    return elements;
  }

  /// Whether all values of each key stand together, as a client sends them that orders by key.
  private static boolean keyAfterKey(List<FormField> fields) {
    Map<List<String>, Integer> last = new HashMap<>();
    for (int at = 0; at < fields.size(); at++) {
      Integer before = last.put(fields.get(at).steps(), at);
      if (before != null && before != at - 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean startAlike(List<List<FormField>> elements) {
    return elements.stream().map(element -> element.getFirst().steps()).distinct().count() == 1;
  }
}
