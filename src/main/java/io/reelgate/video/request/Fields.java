package io.reelgate.video.request;

import static java.util.Map.entry;

import io.reelgate.catalog.Operation;
import io.reelgate.problem.ProblemCode;
import io.reelgate.video.request.value.Elements;
import io.reelgate.video.request.value.Flag;
import io.reelgate.video.request.value.Frame;
import io.reelgate.video.request.value.Length;
import io.reelgate.video.request.value.Link;
import io.reelgate.video.request.value.Members;
import io.reelgate.video.request.value.Money;
import io.reelgate.video.request.value.Options;
import io.reelgate.video.request.value.Reference;
import io.reelgate.video.request.value.SingleReference;
import io.reelgate.video.request.value.Source;
import io.reelgate.video.request.value.Spelling;
import io.reelgate.video.request.value.Text;
import io.reelgate.video.request.value.TextMap;
import io.reelgate.video.request.value.ValueReader;
import io.reelgate.video.request.value.Whole;
import io.reelgate.video.request.value.Word;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every field that a request may have: its type, its aliases, and whether a header may carry it.
final class Fields {
  /// Holds more fields, as an object or as JSON text.
  static final String EXTRA_BODY = "extra_body";

  private static final int MANY = 32;
  private static final Elements SLUGS = new Elements(new Text(64), MANY);

  private static final Members PROVIDER =
      new Members(
          Map.ofEntries(
              entry("order", SLUGS),
              entry("only", SLUGS),
              entry("ignore", SLUGS),
              entry("allow_fallbacks", new Flag()),
              entry("sort", Word.of("price", "health", "latency", "throughput", "balanced")),
              entry("require_parameters", new Flag()),
              entry("max_attempts", Whole.between(1, 100)),
              entry("options", new Options())));

  private static final Word RATIO =
      new Word(
          List.of("16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3", "adaptive"),
          Map.of("auto", "adaptive"));

  private static final Spelling SIZE =
      Spelling.of(
          "[1-9][0-9]{0,4}x[1-9][0-9]{0,4}",
          "WIDTHxHEIGHT in pixels, such as 1280x720",
          ProblemCode.UNSUPPORTED_SIZE);

  private static final Spelling RESOLUTION =
      Spelling.of(
          "[1-9][0-9]{2,3}p|[1-9]K",
          "a resolution such as 480p, 720p or 1080p",
          ProblemCode.UNSUPPORTED_RESOLUTION);

  private static final Whole SEED =
      new Whole(-1, 4_294_967_295L, "a whole number from 0 to 4294967295, or -1 for a random one");

  private static final Word OPERATION =
      Word.of(Arrays.stream(Operation.values()).map(Operation::word).toArray(String[]::new));

  /// Fields that a header twin may carry as well.
  private static final Map<String, ValueReader> HEADER =
      Map.ofEntries(
          entry("resolution", RESOLUTION),
          entry("aspect_ratio", RATIO),
          entry("generate_audio", new Flag()),
          entry("negative_prompt", new Text(32_000)),
          entry("seed", SEED),
          entry("n", Whole.between(1, 4)),
          entry("fps", Whole.between(1, 240)),
          entry("watermark", new Flag()),
          entry("camera_fixed", new Flag()),
          entry("return_last_frame", new Flag()),
          entry("frame_images", new Elements(new Frame(), MANY)),
          entry("first_frame", Link.MEDIA),
          entry("last_frame", Link.MEDIA),
          entry("input_references", new Elements(new Reference(), MANY)),
          entry("video", new Source()),
          entry("provider", PROVIDER),
          entry("max_cost", new Money()),
          entry("deadline_seconds", Whole.between(60, 86_400)),
          entry("callback_url", Link.CALLBACK),
          entry("callback_format", Word.of("standard", "openrouter")),
          entry("metadata", new TextMap(16, 64, 512)),
          entry("user", new Text(256)),
          entry("service_tier", Word.of("default", "flex")));

  private static final Map<String, ValueReader> BODY =
      Map.ofEntries(
          entry("prompt", new Text(32_000)),
          entry("model", new Text(128)),
          entry("seconds", new Length()),
          entry("size", SIZE),
          entry("input_reference", new SingleReference()),
          entry("operation", OPERATION),
          entry("width", Whole.between(1, 99_999)),
          entry("height", Whole.between(1, 99_999)),
          entry("num_frames", Whole.between(1, 1_000_000)));

  private static final Map<String, String> ALIASES =
      Map.ofEntries(
          entry("duration", "seconds"),
          entry("ratio", "aspect_ratio"),
          entry("image_reference", "input_reference"),
          entry("reference_url", "input_reference"),
          entry("image", "input_reference"),
          entry("image_url", "input_reference"),
          entry("generate_sound", "generate_audio"),
          entry("num_outputs_per_prompt", "n"),
          entry("num_results", "n"));

  private static final Set<String> IGNORED =
      Set.of(
          "quality",
          "response_format",
          "style",
          "characters",
          "guidance_scale",
          "guidance_scale_2",
          "true_cfg_scale",
          "num_inference_steps",
          "flow_shift",
          "boundary_ratio",
          "max_sequence_length",
          "extra_params");

  private Fields() {}

  static String canonical(String name) {
    return ALIASES.getOrDefault(name, name);
  }

  static boolean ignored(String name) {
    return IGNORED.contains(name);
  }

  static @Nullable ValueReader inBody(String canonical) {
    ValueReader reader = BODY.get(canonical);
    return reader == null ? HEADER.get(canonical) : reader;
  }

  static @Nullable ValueReader inHeader(String canonical) {
    return HEADER.get(canonical);
  }

  static Set<String> bodyNames() {
    Set<String> names = new TreeSet<>(HEADER.keySet());
    names.addAll(BODY.keySet());
    return names;
  }

  static Set<String> headerNames() {
    return HEADER.keySet();
  }

  /// Whether a body may have the field, be it only to have it ignored.
  static boolean known(String name) {
    return inBody(canonical(name)) != null || ignored(name) || name.equals(EXTRA_BODY);
  }
}
