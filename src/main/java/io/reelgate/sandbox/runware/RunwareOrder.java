package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.clip.Clip;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// The part of a checked order that decides what is made and what it costs.
///
/// @param tier `480p` or `720p`, as the pixels say
/// @param clips how many reference clips go in
/// @param costs whether the caller wants to know the cost
/// @param ttl how many seconds the files are kept; zero where it is not said
record RunwareOrder(
    String prompt,
    String tier,
    Pixels pixels,
    int seconds,
    boolean audio,
    int results,
    int clips,
    boolean costs,
    long ttl,
    String webhook,
    String upload) {
  private static final int DEFAULT_SECONDS = 5;
  private static final long LONGEST_TTL = 1_000_000_000;

  private static final Map<String, List<Pixels>> SIZES =
      Map.of(
          "480p",
          List.of(
              new Pixels(864, 496),
              new Pixels(752, 560),
              new Pixels(640, 640),
              new Pixels(560, 752),
              new Pixels(496, 864),
              new Pixels(992, 432)),
          "720p",
          List.of(
              new Pixels(1280, 720),
              new Pixels(1112, 834),
              new Pixels(960, 960),
              new Pixels(834, 1112),
              new Pixels(720, 1280),
              new Pixels(1470, 630)));

  record Pixels(int width, int height) {
    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  private static List<Pixels> sizes(String tier) {
    return Objects.requireNonNull(SIZES.get(tier));
  }

  /// @param lenientFrames whether frames may stand beside a width and a height
  /// @throws RunwareRefusal when the order does not keep to the model's rules
  static RunwareOrder checked(JsonNode body, boolean lenientFrames) {
    RunwareRules.check(body);
    checkTogether(body, lenientFrames);
    return read(body);
  }

  /// Reads an order that was checked before.
  static RunwareOrder read(JsonNode body) {
    boolean frames = body.path("inputs").has("frameImages");
    Pixels given = new Pixels(body.path("width").asInt(0), body.path("height").asInt(0));
    String tier = body.path("resolution").asString("720p");
    if (!frames) {
      tier = sizes("480p").contains(given) ? "480p" : "720p";
    }
    return new RunwareOrder(
        body.path("positivePrompt").asString(""),
        tier,
        frames ? sizes(tier).getFirst() : given,
        body.path("duration").asInt(DEFAULT_SECONDS),
        body.path("settings").path("audio").asBoolean(true),
        body.path("numberResults").asInt(1),
        body.path("inputs").path("referenceVideos").size(),
        body.path("includeCost").asBoolean(false),
        Math.min(LONGEST_TTL, body.path("ttl").asLong(0)),
        RunwareTask.text(body, "webhookURL"),
        RunwareTask.text(body, "uploadEndpoint"));
  }

  private static void checkTogether(JsonNode body, boolean lenientFrames) {
    JsonNode inputs = body.path("inputs");
    boolean frames = inputs.has("frameImages");
    boolean sized = body.has("width") || body.has("height");
    boolean images = inputs.has("referenceImages") || inputs.has("referenceVideos");
    boolean references = images || inputs.has("referenceAudios");
    refuseIf(frames && references, List.of("inputs.frameImages", "inputs.referenceImages"));
    refuseIf(frames && sized && !lenientFrames, List.of("inputs.frameImages", "width", "height"));
    refuseIf(body.has("resolution") && sized, List.of("resolution", "width", "height"));
    refuseIf(body.has("resolution") && !frames, List.of("resolution", "inputs.frameImages"));
    refuseIf(references && !images, List.of("inputs.referenceAudios"));
    if (!frames) {
      checkPixels(body);
    }
  }

  private static void checkPixels(JsonNode body) {
    if (!body.has("width") || !body.has("height")) {
      throw RunwareRefusal.badRequest(
          RunwareError.about(
              List.of("width", "height", "inputs.frameImages"),
              "integer|array",
              "missingDimensionParameters",
              "Provide width and height, or frame images."));
    }
    Pixels given = new Pixels(body.get("width").asInt(0), body.get("height").asInt(0));
    List<String> allowed =
        RunwareRules.TIERS.stream()
            .flatMap(tier -> sizes(tier).stream())
            .map(Pixels::toString)
            .toList();
    if (!allowed.contains(given.toString())) {
      RunwareError error =
          RunwareError.of("unsupportedDimensions", "This model does not make this size.");
      throw RunwareRefusal.badRequest(
          error.limited(List.of("width", "height"), "integer", null, null, allowed));
    }
  }

  private static void refuseIf(boolean conflicting, List<String> parameters) {
    if (conflicting) {
      throw RunwareRefusal.badRequest(
          RunwareError.about(
              parameters, "any", "incompatibleParameters", "These do not go together."));
    }
  }

  /// @param number of the result, from zero
  Clip clip(String uuid, int number) {
    return new Clip(seconds, pixels.width(), pixels.height(), audio, uuid.hashCode() + number);
  }
}
