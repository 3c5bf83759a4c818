package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.PictureSizes;
import io.reelgate.sandbox.PictureSizes.Pixels;
import io.reelgate.sandbox.clip.Clip;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The part of a body that decides what is made and what it costs.
///
/// @param seconds the asked length, null when the model chooses
/// @param video address of the clip that goes in, if any
record EmpirioLabsInputs(
    String resolution,
    String ratio,
    @Nullable Integer seconds,
    boolean audio,
    @Nullable String video) {
  private static final List<String> MODES =
      List.of("auto", "t2v", "i2v_first", "i2v_both", "reference", "edit", "extend");
  private static final List<String> RESOLUTIONS = List.of("480p", "720p");
  private static final List<String> RATIOS =
      List.of("adaptive", "16:9", "9:16", "1:1", "4:3", "3:4", "21:9");
  private static final int LEAST_SECONDS = 4;
  private static final int MOST_SECONDS = 15;
  private static final int DEFAULT_SECONDS = 5;

  /// What is made of a body that is taken although it is not valid.
  static EmpirioLabsInputs unchecked() {
    return new EmpirioLabsInputs("720p", "adaptive", DEFAULT_SECONDS, true, null);
  }

  /// Checks a body against the model's table and reads it; unknown keys are ignored.
  static EmpirioLabsInputs checked(JsonNode body) {
    if (text(body, "prompt", "").isBlank()) {
      throw EmpirioLabsRefusal.badRequest("prompt is required");
    }
    text(body, "negative_prompt", "");
    String mode = word(body, "mode", MODES);
    checkMedia(mode, body);
    return new EmpirioLabsInputs(
        word(body, "resolution", RESOLUTIONS, "720p"),
        word(body, "aspect_ratio", RATIOS),
        yesNo(body, "custom_duration") ? seconds(body) : null,
        yesNo(body, "generate_audio"),
        url(body, "video"));
  }

  private static void checkMedia(String mode, JsonNode body) {
    boolean image = url(body, "image") != null;
    boolean end = url(body, "image_end") != null;
    boolean video = url(body, "video") != null;
    boolean fits =
        switch (mode) {
          case "t2v" -> !image && !end && !video;
          case "i2v_first" -> image;
          case "i2v_both" -> image && end;
          case "reference" -> image || video;
          case "edit", "extend" -> video;
          default -> true;
        };
    if (!fits) {
      throw EmpirioLabsRefusal.badRequest("mode " + mode + " does not go with these inputs");
    }
  }

  private static int seconds(JsonNode body) {
    JsonNode value = body.path("duration");
    if (value.isMissingNode()) {
      return DEFAULT_SECONDS;
    }
    if (!value.isNumber()
        || value.doubleValue() < LEAST_SECONDS
        || value.doubleValue() > MOST_SECONDS) {
      throw EmpirioLabsRefusal.badRequest("duration must be a number from 4 to 15");
    }
    return (int) Math.ceil(value.doubleValue());
  }

  private static boolean yesNo(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw EmpirioLabsRefusal.badRequest(name + " must be a boolean");
    }
    return value.isMissingNode() || value.booleanValue();
  }

  private static String word(JsonNode body, String name, List<String> words) {
    return word(body, name, words, words.getFirst());
  }

  private static String word(JsonNode body, String name, List<String> words, String byDefault) {
    String word = text(body, name, byDefault);
    if (!words.contains(word)) {
      throw EmpirioLabsRefusal.badRequest(name + " must be one of " + String.join(", ", words));
    }
    return word;
  }

  private static String text(JsonNode body, String name, String byDefault) {
    JsonNode value = body.path(name);
    if (!value.isMissingNode() && !value.isString()) {
      throw EmpirioLabsRefusal.badRequest(name + " must be a string");
    }
    return value.isMissingNode() ? byDefault : value.stringValue();
  }

  private static @Nullable String url(JsonNode body, String name) {
    String text = text(body, name, "");
    try {
      URI uri = new URI(text);
      if (!text.isEmpty() && !String.valueOf(uri.getScheme()).startsWith("http")) {
        throw EmpirioLabsRefusal.badRequest(name + " must be a URL");
      }
      return text.isEmpty() ? null : text;
    } catch (URISyntaxException malformed) {
      throw EmpirioLabsRefusal.badRequest(name + " must be a URL");
    }
  }

  Clip clip(int outputSeconds, int tint) {
    Pixels size = resolution.equals("480p") ? PictureSizes.at480(ratio) : PictureSizes.at720(ratio);
    return new Clip(outputSeconds, size.width(), size.height(), audio, tint);
  }
}
