package io.reelgate.chart;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the API server of one version takes, strictly: a field it does not know is refused.
final class KubernetesSchemas {
  private final List<ObjectNode> documents;

  private KubernetesSchemas(List<ObjectNode> documents) {
    this.documents = documents;
  }

  /// @param version such as {@code 1.37}; kinds of operators are added
  static KubernetesSchemas of(String version) {
    return new KubernetesSchemas(
        Stream.of("kubernetes-" + version, "custom-resources")
            .map(KubernetesSchemas::load)
            .toList());
  }

  private static ObjectNode load(String name) {
    String path = "/kubernetes/" + name + ".json";
    try (InputStream file = KubernetesSchemas.class.getResourceAsStream(path)) {
      return (ObjectNode) JsonMapper.builder().build().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is wrong with the object; a kind that no document has is wrong too.
  List<String> faults(JsonNode object) {
    String kind = Rendered.text(object, "/apiVersion") + " " + Rendered.text(object, "/kind");
    return documents.stream()
        .filter(each -> each.required("kinds").has(kind))
        .findFirst()
        .map(each -> faults(each, each.required("kinds").required(kind).asString(), object))
        .orElse(List.of("no schema for " + kind));
  }

  private static List<String> faults(ObjectNode document, String definition, JsonNode object) {
    ObjectNode whole = document.deepCopy();
    whole.remove("kinds");
    whole.put("$ref", "#/$defs/" + definition);
    List<Error> errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole)
            .validate(object);
    return errors.stream().map(Error::toString).toList();
  }
}
