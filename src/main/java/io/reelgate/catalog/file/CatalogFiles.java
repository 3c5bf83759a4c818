package io.reelgate.catalog.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// The files that make the catalog: the shipped ones, and those of the mounted directory on top.
final class CatalogFiles {
  private static final String SHIPPED = "classpath*:catalog/*.yml";
  private static final String SUFFIX = ".yml";

  private final Map<String, CatalogText> shipped;
  private final @Nullable Path directory;

  /// @param directory null where none is mounted
  CatalogFiles(@Nullable Path directory) {
    this.shipped = Map.copyOf(shipped());
    this.directory = directory;
  }

  /// Every file in the order of their names.
  ///
  /// @throws InvalidCatalogException if one cannot be read
  List<CatalogText> read() {
    Map<String, CatalogText> byName = new TreeMap<>(shipped);
    if (directory != null) {
      mounted(directory).forEach(byName::put);
    }
    return List.copyOf(byName.values());
  }

  private static Map<String, CatalogText> shipped() {
    try {
      Map<String, CatalogText> texts = new TreeMap<>();
      for (Resource resource : new PathMatchingResourcePatternResolver().getResources(SHIPPED)) {
        String name = Objects.requireNonNullElse(resource.getFilename(), "unnamed file");
        texts.put(name, new CatalogText("catalog/" + name, resource.getContentAsString(UTF_8)));
      }
      return texts;
    } catch (IOException unreadable) {
      throw new InvalidCatalogException("catalog/*.yml", "cannot be read", unreadable);
    }
  }

  private static Map<String, CatalogText> mounted(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      Map<String, CatalogText> texts = new TreeMap<>();
      for (Path file : files.filter(CatalogFiles::isCatalog).toList()) {
        texts.put(
            file.getFileName().toString(),
            new CatalogText(file.toString(), Files.readString(file)));
      }
      return texts;
    } catch (IOException unreadable) {
      throw new InvalidCatalogException(
          directory.toString(), "cannot be read (" + unreadable + ")", unreadable);
    }
  }

  /// A mounted volume keeps its older contents in hidden directories.
  private static boolean isCatalog(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
