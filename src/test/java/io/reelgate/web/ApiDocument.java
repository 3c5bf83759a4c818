package io.reelgate.web;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.OpenApi31;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The API document as its readers use it.
record ApiDocument(JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String COMPONENT = "#/components/";

  /// One operation of the document.
  record Route(String method, String path, JsonNode operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    json.required("paths")
        .forEachEntry((path, item) ->
            item.forEachEntry((method, operation) ->
                routes.add(new Route(method.toUpperCase(Locale.ROOT), path, operation))));
    return routes;
  }

  Route route(String method, String path) {
    return routes().stream()
        .filter(each -> each.method().equals(method) && each.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + method + " " + path));
  }

  JsonNode schemas() {
    return json.required("components").required("schemas");
  }

  /// What stands where the reference points, or the node itself.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") && node.required("$ref").asString().startsWith(COMPONENT)
        ? json.at(node.required("$ref").asString().substring(1))
        : node;
  }

  /// Every described answer of a route by its status, references followed.
  void answers(Route route, BiConsumer<String, JsonNode> each) {
    route
        .operation()
        .required("responses")
        .forEachEntry((status, answer) -> each.accept(status, resolved(answer)));
  }

  /// What is wrong with an answer's body. No member may be missing, and none unknown.
  List<Error> faults(Route route, int status, JsonNode body) {
    JsonNode answer = resolved(route.operation().at("/responses/" + status));
    return faults(answer.at("/content/application~1json/schema"), body);
  }

  List<Error> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy().asObject();
    ObjectNode components = json.required("components").deepCopy().asObject();
    components.required("schemas").forEach(ApiDocument::close);
    whole.set("components", components);
    return SchemaRegistry.withDialect(OpenApi31.getInstance()).getSchema(whole).validate(value);
  }

  private static void close(JsonNode schema) {
    if (schema.has("properties") && schema instanceof ObjectNode open) {
      open.put("additionalProperties", false);
    }
  }

  /// As it is stored: a line for each member, whatever the machine.
  String text() {
    var lines = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return MAPPER.writer().with(printer).writeValueAsString(json) + "\n";
  }

  static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }
}
