package io.reelgate.sandbox.runware;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The parameter table of the one model. The first value that does not fit is named.
final class RunwareRules {
  static final String MODEL = "bytedance:seedance@2.0-mini";
  static final List<String> TIERS = List.of("480p", "720p");
  private static final int MOST_IMAGES = 9;
  private static final int MOST_CLIPS = 3;
  private static final int MOST_FRAMES = 2;
  private static final Set<String> FIELDS =
      Set.of(
          "taskType",
          "taskUUID",
          "model",
          "positivePrompt",
          "numberResults",
          "width",
          "height",
          "resolution",
          "duration",
          "settings",
          "inputs",
          "outputType",
          "outputFormat",
          "outputQuality",
          "deliveryMethod",
          "webhookURL",
          "uploadEndpoint",
          "safety",
          "ttl",
          "includeCost");

  private final JsonNode body;
  private final String prefix;

  private RunwareRules(JsonNode body, String prefix) {
    this.body = body;
    this.prefix = prefix;
  }

  /// @throws RunwareRefusal naming the parameter that does not fit
  static void check(JsonNode task) {
    RunwareRules top = new RunwareRules(task, "");
    top.only(FIELDS);
    top.required("model").word("model", List.of(MODEL));
    top.required("positivePrompt").length("positivePrompt", 2, 10_000);
    top.whole("numberResults", 1, 4);
    top.whole("width", 1, Integer.MAX_VALUE);
    top.whole("height", 1, Integer.MAX_VALUE);
    top.word("resolution", TIERS);
    top.whole("duration", 4, 15);
    top.word("outputType", List.of("URL"));
    top.word("outputFormat", List.of("MP4", "WEBM", "MOV"));
    top.whole("outputQuality", 20, 99);
    top.word("deliveryMethod", List.of("async"));
    top.url("webhookURL");
    top.url("uploadEndpoint");
    top.whole("ttl", 60, Long.MAX_VALUE);
    top.yesNo("includeCost");
    RunwareRules settings = top.inside("settings", Set.of("audio"));
    settings.yesNo("audio");
    RunwareRules safety = top.inside("safety", Set.of("checkContent", "mode"));
    safety.yesNo("checkContent");
    safety.word("mode", List.of("none", "fast", "full"));
    checkInputs(top);
  }

  private static void checkInputs(RunwareRules top) {
    RunwareRules inputs =
        top.inside(
            "inputs",
            Set.of("frameImages", "referenceImages", "referenceVideos", "referenceAudios"));
    inputs.media("referenceImages", MOST_IMAGES);
    inputs.media("referenceVideos", MOST_CLIPS);
    inputs.media("referenceAudios", MOST_CLIPS);
    JsonNode frames = inputs.body.get("frameImages");
    if (frames != null) {
      inputs.count("frameImages", frames, MOST_FRAMES);
      frames.forEach(inputs::checkFrame);
    }
  }

  private void checkFrame(JsonNode frame) {
    if (frame.isObject()) {
      RunwareRules fields = new RunwareRules(frame, prefix + "frameImages.");
      fields.only(Set.of("image", "frame"));
      fields.required("image").text("image");
      JsonNode place = frame.get("frame");
      if (place != null && !List.of("first", "last", "0", "-1").contains(place.asString(""))) {
        throw fields.invalid("frame", "string|integer", List.of("first", "last", "0", "-1"));
      }
    } else if (!frame.isString() || frame.stringValue().isBlank()) {
      throw invalid("frameImages", "string|object", null);
    }
  }

  private RunwareRules inside(String name, Set<String> fields) {
    JsonNode value = body.get(name);
    if (value == null) {
      return new RunwareRules(JsonNodeFactory.instance.objectNode(), prefix + name + ".");
    }
    if (!value.isObject()) {
      throw invalid(name, "object", null);
    }
    RunwareRules inside = new RunwareRules(value, prefix + name + ".");
    inside.only(fields);
    return inside;
  }

  private void only(Set<String> fields) {
    for (String name : body.propertyNames()) {
      if (!fields.contains(name)) {
        throw refused(
            name, "any", "unsupportedParameter", "This model does not support the parameter.");
      }
    }
  }

  private RunwareRules required(String name) {
    if (!body.has(name)) {
      throw refused(name, "string", "missing" + capital(name), "The parameter is required.");
    }
    return this;
  }

  private void text(String name) {
    JsonNode value = body.get(name);
    if (value != null && (!value.isString() || value.stringValue().isBlank())) {
      throw invalid(name, "string", null);
    }
  }

  private void length(String name, int min, int max) {
    text(name);
    int length = RunwareTask.text(body, name).length();
    if (length < min || length > max) {
      throw limited(name, "string", "invalid" + capital(name) + "Length", min, max);
    }
  }

  private void word(String name, List<String> words) {
    text(name);
    if (body.has(name) && !words.contains(RunwareTask.text(body, name))) {
      throw invalid(name, "string", words);
    }
  }

  private void yesNo(String name) {
    JsonNode value = body.get(name);
    if (value != null && !value.isBoolean()) {
      throw invalid(name, "boolean", null);
    }
  }

  private void whole(String name, long min, long max) {
    JsonNode value = body.get(name);
    if (value == null) {
      return;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw invalid(name, "integer", null);
    }
    if (value.longValue() < min || value.longValue() > max) {
      String code = value.longValue() < min ? "valueTooSmall" : "valueTooLarge";
      throw limited(
          name, "integer", name.equals("duration") ? "unsupportedDuration" : code, min, max);
    }
  }

  private void url(String name) {
    text(name);
    if (body.has(name) && !isWeb(RunwareTask.text(body, name))) {
      throw invalid(name, "string", null);
    }
  }

  private void media(String name, int most) {
    JsonNode value = body.get(name);
    if (value != null) {
      count(name, value, most);
      for (JsonNode each : value) {
        if (!each.isString() || each.stringValue().isBlank()) {
          throw invalid(name, "string", null);
        }
      }
    }
  }

  private void count(String name, JsonNode value, int most) {
    if (!value.isArray()) {
      throw invalid(name, "array", null);
    }
    if (value.isEmpty() || value.size() > most) {
      throw limited(name, "array", value.isEmpty() ? "arrayTooSmall" : "arrayTooLarge", 1, most);
    }
  }

  private RunwareRefusal invalid(String name, String type, @Nullable List<String> allowed) {
    RunwareError error = RunwareError.of("invalid" + capital(name), "The value is not valid.");
    return RunwareRefusal.badRequest(error.limited(prefix + name, type, null, null, allowed));
  }

  private RunwareRefusal limited(String name, String type, String code, long min, long max) {
    RunwareError error = RunwareError.of(code, "The value is out of range.");
    return RunwareRefusal.badRequest(error.limited(prefix + name, type, min, max, null));
  }

  private RunwareRefusal refused(String name, String type, String code, String message) {
    return RunwareRefusal.badRequest(RunwareError.about(prefix + name, type, code, message));
  }

  private static String capital(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean isWeb(String text) {
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null;
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
