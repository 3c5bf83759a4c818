package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Turns the catalog's files into a {@link Catalog}, and refuses whatever it is not sure about.
final class CatalogLoader {
  private static final String PATTERN = "classpath*:catalog/*.yml";

  private final ObjectMapper mapper =
      YAMLMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .changeDefaultNullHandling(all -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .build();

  /// The files on the class path, in the order of their names.
  static List<Resource> shippedFiles() {
    try {
      return List.of(new PathMatchingResourcePatternResolver().getResources(PATTERN));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Catalog load(List<Resource> resources, Map<String, String> aliases) {
    List<NamedFile> files =
        resources.stream()
            .map(resource -> new NamedFile(name(resource), read(resource)))
            .sorted(Comparator.comparing(NamedFile::name))
            .toList();
    CatalogDraft draft = new CatalogDraft();
    files.forEach(each -> within(each.name(), () -> draft.addModels(each.file())));
    files.forEach(each -> within(each.name(), () -> draft.addOffers(each.file())));
    within("reelgate.catalog.aliases", () -> draft.addAliases(aliases));
    return within("catalog/*.yml", draft::finish);
  }

  private CatalogFile read(Resource resource) {
    try (InputStream content = resource.getInputStream()) {
      return mapper.readValue(content, CatalogFile.class);
    } catch (JacksonException malformed) {
      throw new InvalidCatalogException(name(resource), reason(malformed), malformed);
    } catch (IOException unreadable) {
      throw new InvalidCatalogException(name(resource), "it cannot be read", unreadable);
    }
  }

  private static String reason(JacksonException malformed) {
    String message = malformed.getOriginalMessage().lines().findFirst().orElse("it is malformed");
    String place =
        malformed instanceof DatabindException databind && !databind.getPath().isEmpty()
            ? " at " + place(databind)
            : "";
    int line = malformed.getLocation() == null ? 0 : malformed.getLocation().getLineNr();
    return message + place + (line > 0 ? ", line " + line : "");
  }

  private static String place(DatabindException databind) {
    StringBuilder place = new StringBuilder();
    for (JacksonException.Reference step : databind.getPath()) {
      if (step.getPropertyName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return place.toString();
  }

  private static void within(String file, Runnable step) {
    within(
        file,
        () -> {
          step.run();
          return file;
        });
  }

  private static <T> T within(String file, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException refused) {
      throw new InvalidCatalogException(file, String.valueOf(refused.getMessage()), refused);
    }
  }

  private static String name(Resource resource) {
    return "catalog/" + Objects.requireNonNullElse(resource.getFilename(), "unnamed file");
  }

  private record NamedFile(String name, CatalogFile file) {}
}
