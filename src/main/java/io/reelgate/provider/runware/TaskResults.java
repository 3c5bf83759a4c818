package io.reelgate.provider.runware;

import io.reelgate.money.Usd;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.runware.RunwareWire.Result;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The videos of one task, as far as they are there.
///
/// @param done have an address
/// @param going are still worked on, or in a state that nobody knows
/// @param withheld finished without an address because of their content
record TaskResults(List<Result> done, List<Result> going, List<Result> withheld) {
  private static final int MAX_URL = 8_192;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  static TaskResults of(List<Result> results) {
    List<Result> once = results.stream().distinct().toList();
    return new TaskResults(
        once.stream().filter(TaskResults::isDone).toList(),
        once.stream().filter(each -> !isDone(each) && !isWithheld(each)).toList(),
        once.stream().filter(each -> !isDone(each) && isWithheld(each)).toList());
  }

  int ended() {
    return done.size() + withheld.size();
  }

  Progress.Succeeded succeeded() {
    List<Output> outputs =
        done.stream().map(each -> new Output(Objects.requireNonNull(url(each)))).toList();
    return new Progress.Succeeded(outputs, cost(), seed(done.getFirst().seed()));
  }

  /// The mean over all videos, as soon as one tells.
  Progress.Running running() {
    if (going.stream().allMatch(each -> each.progress() == null)) {
      return Progress.Running.UNTOLD;
    }
    Stream<Integer> all =
        Stream.concat(
            Stream.generate(() -> 100).limit(ended()),
            going.stream().map(each -> Math.clamp(orZero(each.progress()), 0, 100)));
    return new Progress.Running((int) all.mapToInt(Integer::intValue).average().orElseThrow());
  }

  /// The sum over all videos; unknown if one does not say, or says nothing.
  private @Nullable Usd cost() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Result each : done) {
      JsonNode cost = each.cost();
      BigDecimal dollars = cost != null && cost.isNumber() ? dollars(cost) : BigDecimal.ZERO;
      if (dollars.signum() <= 0 || dollars.compareTo(MOST) > 0) {
        return null;
      }
      sum = sum.add(dollars);
    }
    return Usd.halfUp(sum);
  }

  /// A number that no {@code double} holds is no cost.
  private static BigDecimal dollars(JsonNode number) {
    double value = number.doubleValue();
    return Double.isFinite(value) ? BigDecimal.valueOf(value) : BigDecimal.ZERO;
  }

  private static @Nullable Long seed(@Nullable JsonNode seed) {
    return seed != null && seed.isIntegralNumber() && seed.canConvertToLong()
        ? seed.longValue()
        : null;
  }

  private static boolean isDone(Result result) {
    return successful(result) && url(result) != null;
  }

  private static boolean isWithheld(Result result) {
    JsonNode flagged = result.flagged();
    return "success".equals(status(result))
        && flagged != null
        && flagged.isBoolean()
        && flagged.booleanValue();
  }

  private static boolean successful(Result result) {
    return status(result).isEmpty() || status(result).equals("success");
  }

  private static String status(Result result) {
    return result.status() == null ? "" : result.status().strip().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String url(Result result) {
    return Stream.of(result.videoUrl(), result.mediaUrl())
        .filter(Objects::nonNull)
        .filter(TaskResults::isWebUrl)
        .findFirst()
        .orElse(null);
  }

  private static boolean isWebUrl(String text) {
    try {
      URI url = new URI(text);
      return text.length() <= MAX_URL
          && url.getHost() != null
          && ("https".equalsIgnoreCase(url.getScheme())
              || "http".equalsIgnoreCase(url.getScheme()));
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private static int orZero(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
