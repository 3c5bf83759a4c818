package io.reelgate.sandbox.wavespeed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/// The provider's list of models with their schemas and prices.
final class WaveSpeedCatalogue {
  private WaveSpeedCatalogue() {}

  static List<Map<String, Object>> models(String base) {
    List<Map<String, Object>> models = new ArrayList<>();
    for (WaveSpeedModel model : WaveSpeedModel.values()) {
      models.add(model(model, base, models.size()));
    }
    return models;
  }

  private static Map<String, Object> model(WaveSpeedModel model, String base, int place) {
    WaveSpeedInputs defaults =
        WaveSpeedInputs.partial(model, JsonNodeFactory.instance.objectNode());
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("model_id", model.id());
    entry.put("name", model.id());
    entry.put("description", "Simulated; costs nothing");
    entry.put("type", model.takes("video") ? "video-to-video" : "text-to-video");
    entry.put("base_price", WaveSpeedTariff.dollars(WaveSpeedTariff.micros(model, defaults, 0)));
    entry.put("sort_order", place);
    entry.put("formula", formula(model));
    entry.put("api_schema", Map.of("api_schemas", List.of(schema(model, base))));
    return entry;
  }

  private static Map<String, Object> schema(WaveSpeedModel model, String base) {
    Map<String, Object> properties = new LinkedHashMap<>();
    model.fields().forEach(field -> properties.put(field.name(), field.schema()));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("properties", properties);
    request.put(
        "required",
        model.fields().stream()
            .filter(WaveSpeedField::required)
            .map(WaveSpeedField::name)
            .toList());
    request.put("x-order-properties", List.copyOf(properties.keySet()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "model_run");
    schema.put("method", "POST");
    schema.put("server", base);
    schema.put("api_path", "/api/v3/" + model.id());
    schema.put("request_schema", request);
    return schema;
  }

  private static String formula(WaveSpeedModel model) {
    return switch (model.tariff()) {
      case OUTPUT -> "60000 * m * duration";
      case TURBO -> "(resolution == '1080p' ? 90000 : 80000) * duration";
      case EDIT -> "37500 * m * (max(2, ceil(min(input, 15))) + duration)";
      case EDIT_TURBO ->
          "37500 * (input + duration) + (resolution == '1080p' ? 30000 : 20000) * duration";
    };
  }
}
