package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Folds the texts of a form into a tree by their bracketed names.
final class FormTree {
  /// Its members are the caller's own words, digits too.
  private static final Set<String> MAPS = Set.of("metadata");

  /// May simply be repeated instead of written with {@code []}.
  private static final Set<String> LISTS = Set.of("frame_images", "input_references");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private FormTree() {}

  static ObjectNode of(List<FormField> fields) {
    return members(fields, Path.BODY);
  }

  private static ObjectNode members(List<FormField> fields, Path path) {
    ObjectNode node = NODES.objectNode();
    byFirstStep(fields)
        .forEach((name, inner) -> node.set(name, node(inner, path.member(name), name)));
    return node;
  }

  private static Map<String, List<FormField>> byFirstStep(List<FormField> fields) {
    return fields.stream()
        .collect(
            Collectors.groupingBy(
                field -> field.steps().getFirst(),
                LinkedHashMap::new,
                Collectors.mapping(FormField::inner, Collectors.toList())));
  }

  static JsonNode node(List<FormField> fields, Path path, String name) {
    long leaves = fields.stream().filter(field -> field.steps().isEmpty()).count();
    if (leaves == fields.size()) {
      return leaves == 1 ? leaf(fields.getFirst()) : repeated(fields, path, name);
    }
    if (leaves > 0) {
      throw path.problem(
          ProblemCode.CONFLICTING_PARAMETERS, "is given both as a text and with brackets");
    }
    Set<String> steps = byFirstStep(fields).keySet();
    if (steps.contains("")) {
      return array(fields, path, steps);
    }
    return !MAPS.contains(name) && steps.stream().allMatch(FormTree::digits)
        ? indexed(byFirstStep(fields), path)
        : members(fields, path);
  }

  private static JsonNode leaf(FormField field) {
    return NODES.stringNode(field.text());
  }

  private static JsonNode repeated(List<FormField> fields, Path path, String name) {
    if (!LISTS.contains(name)) {
      throw path.problem(ProblemCode.CONFLICTING_PARAMETERS, "is given more than once");
    }
    return texts(fields);
  }

  private static ArrayNode texts(List<FormField> fields) {
    ArrayNode array = NODES.arrayNode();
    fields.forEach(field -> array.add(leaf(field)));
    return array;
  }

  private static JsonNode array(List<FormField> fields, Path path, Set<String> steps) {
    if (steps.size() > 1) {
      throw path.problem(
          ProblemCode.AMBIGUOUS_FORM_ARRAY, "is given both with [] and with other brackets");
    }
    List<FormField> inner = fields.stream().map(FormField::inner).toList();
    if (inner.stream().allMatch(field -> field.steps().isEmpty())) {
      return texts(inner);
    }
    ArrayNode array = NODES.arrayNode();
    FormElements.of(inner, path)
        .forEach(element -> array.add(node(element, path.element(array.size()), "")));
    return array;
  }

  private static boolean digits(String step) {
    return !step.isEmpty() && step.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  private static ArrayNode indexed(Map<String, List<FormField>> elements, Path path) {
    ArrayNode array = NODES.arrayNode();
    for (int index = 0; index < elements.size(); index++) {
      List<FormField> element = elements.get(Integer.toString(index));
      if (element == null) {
        throw path.problem(
            ProblemCode.AMBIGUOUS_FORM_ARRAY, "must be numbered from [0] on without gaps");
      }
      array.add(node(element, path.element(index), ""));
    }
    return array;
  }
}
