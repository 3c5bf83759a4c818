package io.reelgate.sandbox.empiriolabs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The provider's own catalogue, which has one model here.
final class EmpirioLabsCatalogue {
  private EmpirioLabsCatalogue() {}

  static Map<String, Object> models() {
    return Map.of("object", "list", "data", List.of(mini()));
  }

  static Map<String, Object> model(String id) {
    if (!id.equals(EmpirioLabsSubmits.MODEL)) {
      throw EmpirioLabsRefusal.of(404);
    }
    return mini();
  }

  private static Map<String, Object> mini() {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", EmpirioLabsSubmits.MODEL);
    model.put("category", "video-generation");
    model.put("served_from", "MY");
    model.put("input_modalities", List.of("text", "image", "video", "audio"));
    model.put("output_modalities", List.of("video"));
    model.put(
        "pricing_rows",
        List.of(
            row("text or image to video, 480p", 0.070),
            row("text or image to video, 720p", 0.150),
            row("with video input, 480p", 0.167),
            row("with video input, 720p", 0.359)));
    model.put(
        "supported_parameters",
        List.of(
            parameter("prompt", "string", ""),
            parameter("mode", "enum", "auto"),
            parameter("resolution", "enum", "720p"),
            parameter("aspect_ratio", "enum", "adaptive"),
            parameter("custom_duration", "boolean", true),
            parameter("duration", "number", 5),
            parameter("generate_audio", "boolean", true),
            parameter("image", "string", ""),
            parameter("image_end", "string", ""),
            parameter("video", "string", ""),
            parameter("negative_prompt", "string", "")));
    return model;
  }

  private static Map<String, Object> row(String name, double rate) {
    return Map.of("name", name, "unit", "video-second", "rate", rate);
  }

  private static Map<String, Object> parameter(String name, String type, Object byDefault) {
    return Map.of("name", name, "type", type, "default", byDefault);
  }
}
