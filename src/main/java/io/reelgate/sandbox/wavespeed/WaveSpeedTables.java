package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedField.url;
import static io.reelgate.sandbox.wavespeed.WaveSpeedField.urls;
import static io.reelgate.sandbox.wavespeed.WaveSpeedField.whole;
import static io.reelgate.sandbox.wavespeed.WaveSpeedField.word;
import static io.reelgate.sandbox.wavespeed.WaveSpeedField.yesNo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameter tables of the endpoints.
final class WaveSpeedTables {
  private static final List<String> RATIOS = List.of("16:9", "9:16", "4:3", "3:4", "1:1", "21:9");
  private static final int IMAGES = 9;
  private static final int VIDEOS = 3;
  private static final int AUDIOS = 3;

  private WaveSpeedTables() {}

  static List<WaveSpeedField> text(List<String> resolutions) {
    List<WaveSpeedField> fields = new ArrayList<>();
    fields.add(WaveSpeedField.text("prompt", true));
    fields.add(urls("reference_images", IMAGES));
    fields.add(urls("reference_videos", VIDEOS));
    fields.add(urls("reference_audios", AUDIOS));
    fields.add(ratio("16:9"));
    fields.addAll(output(resolutions, 5));
    fields.add(yesNo("enable_web_search", false));
    return fields;
  }

  static List<WaveSpeedField> image(List<String> resolutions) {
    List<WaveSpeedField> fields = frames(true, resolutions);
    fields.add(yesNo("enable_web_search", false));
    return fields;
  }

  static List<WaveSpeedField> spicy(List<String> resolutions) {
    List<WaveSpeedField> fields = frames(false, resolutions);
    fields.add(whole("seed", null, -1, 4_294_967_295L));
    return fields;
  }

  static List<WaveSpeedField> extend(List<String> resolutions) {
    List<WaveSpeedField> fields = new ArrayList<>();
    fields.add(WaveSpeedField.text("prompt", true));
    fields.add(url("video", true));
    fields.add(url("last_image", false));
    fields.addAll(output(resolutions, 5));
    fields.add(yesNo("enable_web_search", false));
    return fields;
  }

  static List<WaveSpeedField> edit(List<String> resolutions) {
    List<WaveSpeedField> fields = new ArrayList<>();
    fields.add(WaveSpeedField.text("prompt", true));
    fields.add(url("video", true));
    fields.add(urls("reference_images", IMAGES));
    fields.add(urls("reference_audios", AUDIOS));
    fields.add(ratio(null));
    fields.addAll(output(resolutions, null));
    fields.add(yesNo("enable_web_search", false));
    return fields;
  }

  private static List<WaveSpeedField> frames(boolean promptRequired, List<String> resolutions) {
    List<WaveSpeedField> fields = new ArrayList<>();
    fields.add(WaveSpeedField.text("prompt", promptRequired));
    fields.add(url("image", true));
    fields.add(url("last_image", false));
    fields.add(ratio(null));
    fields.addAll(output(resolutions, 5));
    return fields;
  }

  private static WaveSpeedField ratio(@Nullable String byDefault) {
    return word("aspect_ratio", byDefault, RATIOS);
  }

  private static List<WaveSpeedField> output(List<String> resolutions, @Nullable Integer seconds) {
    return List.of(
        word("resolution", "720p", resolutions),
        whole("duration", seconds, 4, 15),
        yesNo("generate_audio", true));
  }
}
