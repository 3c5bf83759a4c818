package io.reelgate.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the chart made.
record Rendered(List<JsonNode> all) {
  List<JsonNode> of(String kind) {
    return all.stream().filter(each -> kind.equals(each.path("kind").asString(""))).toList();
  }

  /// The one object of this kind and name.
  JsonNode only(String kind, String name) {
    List<JsonNode> found =
        of(kind).stream().filter(each -> name.equals(text(each, "/metadata/name"))).toList();
    assertThat(found).as("%s %s", kind, name).hasSize(1);
    return found.getFirst();
  }

  /// Whatever becomes a pod.
  List<Pod> pods() {
    return all.stream()
        .flatMap(each ->
            switch (each.path("kind").asString("")) {
              case "Deployment", "Job" -> Stream.of(new Pod(each, each.at("/spec/template")));
              case "Pod" -> Stream.of(new Pod(each, each));
              default -> Stream.empty();
            })
        .toList();
  }

  Pod pod(String kind, String name) {
    JsonNode owner = only(kind, name);
    return pods().stream().filter(each -> each.owner().equals(owner)).findFirst().orElseThrow();
  }

  static String text(JsonNode node, String pointer) {
    return node.at(pointer).asString("");
  }

  /// A pod, or the template of many.
  record Pod(JsonNode owner, JsonNode template) {
    String name() {
      return text(owner, "/kind") + " " + text(owner, "/metadata/name");
    }

    JsonNode spec() {
      return template.path("spec");
    }

    /// Those that run before it too.
    List<JsonNode> containers() {
      return Stream.of("initContainers", "containers")
          .flatMap(list -> spec().path(list).valueStream())
          .toList();
    }

    JsonNode container(String name) {
      return containers().stream()
          .filter(each -> name.equals(text(each, "/name")))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name() + " has no container " + name));
    }
  }

  /// An environment variable's value; empty when it comes from elsewhere or is not there.
  static String variable(JsonNode container, String name) {
    return container
        .path("env")
        .valueStream()
        .filter(each -> name.equals(text(each, "/name")))
        .map(each -> text(each, "/value"))
        .findFirst()
        .orElse("");
  }
}
