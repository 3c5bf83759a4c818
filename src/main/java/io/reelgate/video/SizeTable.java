package io.reelgate.video;

import io.reelgate.catalog.Model;
import io.reelgate.catalog.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds which tier and ratio of a model a size in pixels means.
final class SizeTable {
  private static final double RATIO_TOLERANCE = 0.03;
  private static final double SIDE_TOLERANCE = 0.06;
  private static final double WIDE = 16.0 / 9.0;

  private final Model model;

  SizeTable(Model model) {
    this.model = model;
  }

  /// @param size null where only the provider decides about the pixels of the tier
  record Match(String resolution, String aspectRatio, @Nullable Size size) {}

  /// An exact match wins; otherwise the nearest ratio within 3 % and the nearest tier within 6 % of
  /// the short side.
  Optional<Match> match(Size wanted) {
    List<Match> all = all();
    return all.stream()
        .filter(match -> wanted.equals(match.size()))
        .findFirst()
        .or(() -> nearest(wanted, all));
  }

  private Optional<Match> nearest(Size wanted, List<Match> all) {
    return all.stream()
        .filter(match -> ratioError(wanted, match) <= RATIO_TOLERANCE)
        .filter(match -> sideError(wanted, match) <= SIDE_TOLERANCE)
        .min(
            Comparator.comparingDouble((Match match) -> sideError(wanted, match))
                .thenComparingDouble(match -> ratioError(wanted, match)));
  }

  private List<Match> all() {
    List<Match> all = new ArrayList<>();
    for (String resolution : model.resolutions()) {
      for (String ratio : model.aspectRatios()) {
        all.add(new Match(resolution, ratio, model.size(resolution, ratio).orElse(null)));
      }
    }
    return all;
  }

  private static double ratioError(Size wanted, Match match) {
    return Math.abs(wanted.ratio() / ratio(match.aspectRatio()) - 1);
  }

  private static double sideError(Size wanted, Match match) {
    double side = match.size() == null ? usualShortSide(match) : match.size().shortSide();
    return Math.abs(wanted.shortSide() / side - 1);
  }

  /// Where there is no table: pixels of all ratios of a tier cover the same area as 16:9 does.
  private static double usualShortSide(Match match) {
    double tier = Double.parseDouble(match.resolution().replaceAll("\\D+$", ""));
    double ratio = ratio(match.aspectRatio());
    return Math.sqrt(tier * tier * WIDE / Math.max(ratio, 1 / ratio));
  }

  private static double ratio(String words) {
    String[] sides = words.split(":", 2);
    return Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
  }
}
