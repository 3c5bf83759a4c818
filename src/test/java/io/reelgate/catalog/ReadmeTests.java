package io.reelgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.file.Catalogs;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The README's table of providers is the catalog's.
class ReadmeTests {
  private final Catalog catalog = Catalogs.shipped();

  @Test
  void theTableOfProvidersIsTheCatalogs() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    assertThat(readme).as("the table as it should be:%n%s", table()).contains(table());
  }

  private String table() {
    List<Offer> offers =
        catalog.models().stream().flatMap(model -> catalog.offers(model.id()).stream()).toList();
    List<String> lines = new ArrayList<>();
    lines.add(row("", offers.stream().map(each -> "`" + each.provider() + "`").toList()));
    lines.add("|---".repeat(offers.size() + 1) + "|");
    lines.add(row("model", offers.stream().map(each -> "`" + each.model() + "`").toList()));
    for (Operation operation : Operation.values()) {
      lines.add(
          row(operation.word(), offers.stream().map(each -> offered(each, operation)).toList()));
    }
    lines.add(row("resolutions", offers.stream().map(ReadmeTests::resolutions).toList()));
    lines.add(row("seconds", offers.stream().map(ReadmeTests::seconds).toList()));
    lines.add(row("outputs at once", offers.stream().map(each -> "" + outputs(each)).toList()));
    lines.add(row("honours", offers.stream().map(ReadmeTests::honours).toList()));
    lines.add(row("`provider.options`", offers.stream().map(ReadmeTests::options).toList()));
    lines.add(row("USD for 5 s from text", offers.stream().map(ReadmeTests::price).toList()));
    return String.join("\n", lines) + "\n";
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  private static String offered(Offer offer, Operation operation) {
    return offer.terms(operation).map(ReadmeTests::references).orElse("–");
  }

  private static String references(Terms terms) {
    Terms.References most = terms.references();
    String counts =
        Stream.of(
                count(most.images(), "image"),
                count(most.videos(), "clip"),
                count(most.audios(), "sound"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    int sum = most.images() + most.videos() + most.audios();
    String total = most.total() < sum ? ", " + most.total() + " in all" : "";
    return counts.isEmpty() ? "yes" : "up to " + counts + total;
  }

  private static Optional<String> count(int most, String kind) {
    return most == 0 ? Optional.empty() : Optional.of(most + " " + kind + (most > 1 ? "s" : ""));
  }

  private static String resolutions(Offer offer) {
    return all(offer)
        .flatMap(each -> each.resolutions().stream())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String seconds(Offer offer) {
    int min = all(offer).mapToInt(each -> each.seconds().min()).min().orElseThrow();
    int max = all(offer).mapToInt(each -> each.seconds().max()).max().orElseThrow();
    long auto = all(offer).filter(each -> each.seconds().auto()).count();
    String also = auto == 0 ? "" : auto == offer.terms().size() ? " or auto" : ", edits also auto";
    return min + " to " + max + also;
  }

  private static int outputs(Offer offer) {
    return all(offer).mapToInt(Terms::outputs).max().orElseThrow();
  }

  private static String honours(Offer offer) {
    String words =
        all(offer)
            .flatMap(each -> each.honours().stream())
            .map(Terms.Wish::word)
            .distinct()
            .sorted()
            .map(each -> "`" + each + "`")
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "–" : words;
  }

  private static String options(Offer offer) {
    String names =
        all(offer)
            .flatMap(each -> each.options().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(each -> "`" + each + "`")
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "–" : names;
  }

  private static String price(Offer offer) {
    Terms terms = offer.terms(Operation.TEXT_TO_VIDEO).orElseThrow();
    return terms.resolutions().stream()
        .map(each -> dollars(terms, each) + " in " + each)
        .collect(Collectors.joining(", "));
  }

  private static BigDecimal dollars(Terms terms, String resolution) {
    return Prices.of(terms, resolution, false).estimate(0.0, 5, 1).dollars().stripTrailingZeros();
  }

  private static Stream<Terms> all(Offer offer) {
    return offer.terms().entrySet().stream()
        .sorted(Comparator.comparing(each -> each.getKey()))
        .map(each -> each.getValue());
  }
}
