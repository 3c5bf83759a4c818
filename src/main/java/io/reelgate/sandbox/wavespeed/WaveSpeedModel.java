package io.reelgate.sandbox.wavespeed;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The nine Mini endpoints, each with its parameter table and its tariff.
enum WaveSpeedModel {
  TEXT_TO_VIDEO("text-to-video", Tariff.OUTPUT, WaveSpeedTables.text(Tier.ALL)),
  TEXT_TO_VIDEO_TURBO("text-to-video-turbo", Tariff.TURBO, WaveSpeedTables.text(Tier.TURBO)),
  IMAGE_TO_VIDEO("image-to-video", Tariff.OUTPUT, WaveSpeedTables.image(Tier.STANDARD)),
  IMAGE_TO_VIDEO_TURBO("image-to-video-turbo", Tariff.TURBO, WaveSpeedTables.image(Tier.TURBO)),
  IMAGE_TO_VIDEO_SPICY("image-to-video-spicy", Tariff.OUTPUT, WaveSpeedTables.spicy(Tier.ALL)),
  VIDEO_EXTEND("video-extend", Tariff.OUTPUT, WaveSpeedTables.extend(Tier.STANDARD)),
  VIDEO_EDIT("video-edit", Tariff.EDIT, WaveSpeedTables.edit(Tier.ALL)),
  VIDEO_EDIT_TURBO("video-edit-turbo", Tariff.EDIT_TURBO, WaveSpeedTables.edit(Tier.TURBO)),
  REFERENCE_TO_VIDEO_TURBO(
      "reference-to-video-turbo", Tariff.EDIT_TURBO, WaveSpeedTables.text(Tier.TURBO));

  /// Which formula makes the charge.
  enum Tariff {
    /// Seconds of output; with reference videos those of the input too, at a lower rate.
    OUTPUT,
    TURBO,
    EDIT,
    EDIT_TURBO
  }

  /// The resolutions that endpoints sell.
  static final class Tier {
    static final List<String> ALL = List.of("480p", "720p", "1080p", "4k");
    static final List<String> STANDARD = List.of("480p", "720p", "1080p");
    static final List<String> TURBO = List.of("720p", "1080p");

    private Tier() {}
  }

  private static final String PREFIX = "bytedance/seedance-2.0-mini/";

  private final String suffix;
  private final Tariff tariff;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable copy of records
  private final List<WaveSpeedField> fields;

  WaveSpeedModel(String suffix, Tariff tariff, List<WaveSpeedField> fields) {
    this.suffix = suffix;
    this.tariff = tariff;
    this.fields = List.copyOf(fields);
  }

  static Optional<WaveSpeedModel> of(String id) {
    return Arrays.stream(values()).filter(model -> model.id().equals(id)).findFirst();
  }

  String id() {
    return PREFIX + suffix;
  }

  Tariff tariff() {
    return tariff;
  }

  List<WaveSpeedField> fields() {
    return fields;
  }

  boolean takes(String name) {
    return fields.stream().anyMatch(field -> field.name().equals(name));
  }

  /// Whether the output's length and shape follow an input clip.
  boolean edits() {
    return this == VIDEO_EDIT || this == VIDEO_EDIT_TURBO;
  }
}
