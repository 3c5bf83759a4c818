package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.PictureSizes;
import io.reelgate.sandbox.PictureSizes.Pixels;
import io.reelgate.sandbox.clip.Clip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The part of a checked body that decides what is made and what it costs.
///
/// @param seconds the asked length, null when it follows the input clip
/// @param videos addresses of the clips that go in
record WaveSpeedInputs(
    String prompt,
    String resolution,
    String ratio,
    @Nullable Integer seconds,
    boolean audio,
    List<String> videos) {
  private static final int DEFAULT_SECONDS = 5;
  private static final int LEAST_SECONDS = 4;
  private static final int MOST_SECONDS = 15;

  WaveSpeedInputs {
    videos = List.copyOf(videos);
  }

  /// Checks a body against its model's table and reads it; unknown keys are ignored.
  static WaveSpeedInputs checked(WaveSpeedModel model, JsonNode body) {
    model.fields().forEach(field -> field.check(body));
    boolean silentReferences =
        size(body, "reference_images") == 0 && size(body, "reference_videos") == 0;
    if (!model.edits() && silentReferences && size(body, "reference_audios") > 0) {
      throw WaveSpeedRefusal.badRequest(
          "invalid parameter reference_audios: audio cannot be the only reference");
    }
    return read(model, body);
  }

  /// Reads what fits and takes defaults for the rest.
  static WaveSpeedInputs partial(WaveSpeedModel model, JsonNode body) {
    ObjectNode fitting = JsonNodeFactory.instance.objectNode();
    for (WaveSpeedField field : model.fields()) {
      if (body.has(field.name()) && field.fits(body)) {
        fitting.set(field.name(), body.get(field.name()));
      }
    }
    return read(model, fitting);
  }

  private static WaveSpeedInputs read(WaveSpeedModel model, JsonNode body) {
    List<String> videos = new ArrayList<>();
    if (model.takes("video") && body.has("video")) {
      videos.add(body.get("video").stringValue());
    }
    if (model.takes("reference_videos") && body.has("reference_videos")) {
      body.get("reference_videos").forEach(each -> videos.add(each.stringValue()));
    }
    return new WaveSpeedInputs(
        text(body, "prompt", ""),
        text(body, "resolution", "720p"),
        model.takes("aspect_ratio") ? text(body, "aspect_ratio", "16:9") : "16:9",
        seconds(model, body),
        !body.has("generate_audio") || body.get("generate_audio").booleanValue(),
        videos);
  }

  private static @Nullable Integer seconds(WaveSpeedModel model, JsonNode body) {
    JsonNode given = body.get("duration");
    if (given != null) {
      return given.intValue();
    }
    return model.edits() ? null : Integer.valueOf(DEFAULT_SECONDS);
  }

  private static int size(JsonNode body, String name) {
    JsonNode value = body.get(name);
    return value == null ? 0 : value.size();
  }

  private static String text(JsonNode body, String name, String byDefault) {
    JsonNode value = body.get(name);
    return value == null ? byDefault : value.stringValue();
  }

  /// The length of the output when its input clips are so long.
  int outputSeconds(double inputSeconds) {
    return seconds != null
        ? seconds
        : Math.clamp((long) Math.ceil(inputSeconds), LEAST_SECONDS, MOST_SECONDS);
  }

  Clip clip(double inputSeconds, int tint) {
    Pixels size = size();
    return new Clip(outputSeconds(inputSeconds), size.width(), size.height(), audio, tint);
  }

  /// The tiers above 720p are its size times one and a half and times three.
  private Pixels size() {
    Pixels at720 = PictureSizes.at720(ratio);
    return switch (resolution) {
      case "480p" -> PictureSizes.at480(ratio);
      case "1080p" -> new Pixels(even(at720.width() * 3 / 2), even(at720.height() * 3 / 2));
      case "4k" -> new Pixels(at720.width() * 3, at720.height() * 3);
      default -> at720;
    };
  }

  private static int even(int pixels) {
    return pixels & ~1;
  }
}
