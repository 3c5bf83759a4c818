package io.reelgate.catalog.file;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.reelgate.catalog.Catalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Turns the catalog's files into a {@link Catalog}, and refuses whatever it is not sure about,
/// naming file, line and reason.
final class CatalogLoader {
  private final ObjectMapper mapper =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .changeDefaultNullHandling(all -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

  /// @param aliases from the settings, on top of those in the files
  Catalog load(List<CatalogText> texts, Map<String, String> aliases) {
    List<Parsed> files = new ArrayList<>();
    texts.stream()
        .sorted(Comparator.comparing(CatalogText::name))
        .forEach(text -> files.add(new Parsed(text, read(text))));
    CatalogDraft draft = new CatalogDraft();
    files.forEach(each -> within(each, draft::addModels));
    files.forEach(each -> within(each, draft::addOffers));
    try {
      draft.addAliases(aliases);
      return draft.finish();
    } catch (BadEntryException | IllegalArgumentException refused) {
      throw new InvalidCatalogException(
          "catalog/*.yml and reelgate.catalog.aliases",
          String.valueOf(refused.getMessage()),
          refused);
    }
  }

  private CatalogFile read(CatalogText text) {
    try {
      return mapper.readValue(text.yaml(), CatalogFile.class);
    } catch (JacksonException malformed) {
      throw new InvalidCatalogException(text.name(), reason(text, malformed), malformed);
    }
  }

  private static String reason(CatalogText text, JacksonException malformed) {
    String place =
        malformed instanceof DatabindException databind && !databind.getPath().isEmpty()
            ? place(databind) + ": "
            : "";
    return line(lineOf(text, malformed)) + place + message(malformed);
  }

  /// An unknown key is told at the end of what it stands in.
  private static int lineOf(CatalogText text, JacksonException malformed) {
    return switch (malformed) {
      case UnrecognizedPropertyException unknown -> LineFinder.line(text.yaml(), place(unknown));
      case JacksonException some when some.getLocation() != null -> some.getLocation().getLineNr();
      default -> 0;
    };
  }

  private static String message(JacksonException malformed) {
    return malformed instanceof UnrecognizedPropertyException unknown
            && unknown.getKnownPropertyIds() != null
        ? "is no key here; the keys are "
            + unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "))
        : malformed.getOriginalMessage().lines().findFirst().orElse("it is malformed");
  }

  private static Place place(DatabindException databind) {
    Place place = Place.TOP;
    for (JacksonException.Reference step : databind.getPath()) {
      String name = step.getPropertyName();
      place = name == null ? place.at(step.getIndex()) : place.at(name);
    }
    return place;
  }

  private static void within(Parsed parsed, Consumer<CatalogFile> step) {
    try {
      step.accept(parsed.file());
    } catch (BadEntryException refused) {
      int line = LineFinder.line(parsed.text().yaml(), refused.place());
      throw new InvalidCatalogException(
          parsed.text().name(), line(line) + refused.place() + " " + refused.getMessage(), refused);
    }
  }

  private static String line(int line) {
    return line > 0 ? "line " + line + ": " : "";
  }

  private record Parsed(CatalogText text, CatalogFile file) {}
}
