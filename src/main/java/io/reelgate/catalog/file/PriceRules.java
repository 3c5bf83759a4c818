package io.reelgate.catalog.file;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.Price.InputPrice;
import io.reelgate.catalog.PriceTable;
import io.reelgate.catalog.PriceTable.PriceCase;
import io.reelgate.catalog.file.CatalogFile.PriceEntry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Works out which of an offer's price rules is the one for each case that can be ordered. No case
/// may be left out, and none may have two rules.
final class PriceRules {
  private static final List<Boolean> EITHER = List.of(true, false);

  private final Place place;
  private final List<PriceEntry> rules;
  private final Map<Operation, TermsReader> operations;
  private final Set<Place> used = new HashSet<>();

  PriceRules(Place place, List<PriceEntry> rules, Map<Operation, TermsReader> operations) {
    this.place = place;
    this.rules = rules;
    this.operations = operations;
    for (int index = 0; index < rules.size(); index++) {
      check(place.at(index), rules.get(index));
    }
  }

  /// What an operation of the offer costs.
  PriceTable table(Operation operation) {
    TermsReader terms = Objects.requireNonNull(operations.get(operation));
    boolean videos = terms.references().videos() > 0;
    Map<PriceCase, Price> prices = new HashMap<>();
    for (String resolution : terms.resolutions()) {
      for (boolean audio : EITHER) {
        for (boolean videoInput : videos ? EITHER : List.of(false)) {
          PriceCase wanted = new PriceCase(resolution, audio, videoInput);
          prices.put(wanted, price(operation, wanted));
        }
      }
    }
    return new PriceTable(prices);
  }

  private Price price(Operation operation, PriceCase wanted) {
    Integer found = null;
    for (int index = 0; index < rules.size(); index++) {
      if (applies(rules.get(index), operation, wanted)) {
        place
            .at(index)
            .check(
                found == null,
                "overlaps %s for %s"
                    .formatted(
                        place.at(Objects.requireNonNullElse(found, 0)), name(operation, wanted)));
        found = index;
      }
    }
    if (found == null) {
      throw place.refused("has no price for " + name(operation, wanted));
    }
    used.add(rate(found, wanted.resolution()));
    return price(rules.get(found), wanted.resolution());
  }

  private static boolean applies(PriceEntry rule, Operation operation, PriceCase wanted) {
    return (rule.operations() == null || rule.operations().contains(operation))
        && (rule.audio() == null || rule.audio() == wanted.audio())
        && (rule.videoInput() == null || rule.videoInput() == wanted.videoInput())
        && rule.outputPerSecond().containsKey(wanted.resolution());
  }

  private static String name(Operation operation, PriceCase wanted) {
    return "%s in %s %s sound%s"
        .formatted(
            operation.word(),
            wanted.resolution(),
            wanted.audio() ? "with" : "without",
            wanted.videoInput() ? " from a reference clip" : "");
  }

  private static Price price(PriceEntry rule, String resolution) {
    return new Price(
        Objects.requireNonNull(rule.outputPerSecond().get(resolution)),
        input(rule.input(), resolution),
        Objects.requireNonNullElse(rule.minimum(), BigDecimal.ZERO),
        Objects.requireNonNullElse(rule.worstFactor(), BigDecimal.ONE),
        rule.certainty(),
        rule.source());
  }

  private static @Nullable InputPrice input(
      CatalogFile.@Nullable InputEntry entry, String resolution) {
    return entry == null
        ? null
        : new InputPrice(
            Objects.requireNonNull(entry.perSecond().get(resolution)),
            entry.minSeconds(),
            entry.maxSeconds(),
            Boolean.TRUE.equals(entry.onlyWorst()));
  }

  /// A price of nothing is a mistake, most likely a misspelt one.
  void checkAllUsed() {
    for (int index = 0; index < rules.size(); index++) {
      for (String resolution : rules.get(index).outputPerSecond().keySet()) {
        Place rate = rate(index, resolution);
        rate.check(used.contains(rate), "is a price of nothing that is offered");
      }
    }
  }

  private Place rate(int index, String resolution) {
    return place.at(index).at("output-per-second").at(resolution);
  }

  private void check(Place there, PriceEntry rule) {
    there.at("source").check(!rule.source().isBlank(), "is empty");
    rates(there.at("output-per-second"), rule.outputPerSecond());
    BigDecimal minimum = Objects.requireNonNullElse(rule.minimum(), BigDecimal.ZERO);
    there.at("minimum").check(minimum.signum() >= 0, "is negative");
    BigDecimal worst = Objects.requireNonNullElse(rule.worstFactor(), BigDecimal.ONE);
    there.at("worst-factor").check(worst.compareTo(BigDecimal.ONE) >= 0, "is less than 1");
    if (rule.operations() != null) {
      there.at("operations").filled(rule.operations().stream().map(Operation::word).toList());
    }
    if (rule.input() != null) {
      check(there.at("input"), rule.input(), rule.outputPerSecond().keySet());
    }
  }

  private static void check(Place there, CatalogFile.InputEntry input, Set<String> resolutions) {
    there.check(
        0 <= input.minSeconds() && input.minSeconds() <= input.maxSeconds(),
        "must not be negative and min-seconds <= max-seconds");
    rates(there.at("per-second"), input.perSecond());
    there
        .at("per-second")
        .check(
            input.perSecond().keySet().equals(resolutions),
            "must have the resolutions of output-per-second");
  }

  private static void rates(Place there, Map<String, BigDecimal> rates) {
    there.check(!rates.isEmpty(), "is empty");
    rates.forEach(
        (resolution, rate) -> there.at(resolution).check(rate.signum() >= 0, "is negative"));
  }
}
