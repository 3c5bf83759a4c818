package io.reelgate.catalog.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ReloadingCatalogTests {
  private static final ModelId MINI = new ModelId("seedance-2.0-mini");
  private static final String MORE =
      """
      models:
        house-model:
          default: false
          name: House model
          description: Ours.
          created: 2026-11-20
          fps: 24
          prompt-limit: 100
          defaults: {seconds: 5, resolution: 720p, aspect-ratio: "16:9", audio: true}
          aspect-ratios: ["16:9"]
          sizes:
            720p: {"16:9": 1280x720}
      """;

  @TempDir private Path directory;

  private ReloadingCatalog catalog() {
    return new ReloadingCatalog(new CatalogFiles(directory), Map.of());
  }

  @Test
  void aFileOfTheSameNameReplacesTheShippedOne() throws IOException {
    ReloadingCatalog catalog = catalog();
    int shipped = catalog.get().offers(MINI).size();

    write("wavespeed.yml", "provider: wavespeed\noffers: []\n");
    catalog.refresh();

    assertThat(catalog.get().offers(MINI)).hasSize(shipped - 1);
    assertThat(catalog.get().model(MINI)).isPresent();

    Files.delete(directory.resolve("wavespeed.yml"));
    catalog.refresh();
    assertThat(catalog.get().offers(MINI)).hasSize(shipped);
  }

  @Test
  void aFileOfAnotherNameIsAdded() throws IOException {
    write("house.yml", MORE);

    assertThat(catalog().get().models().stream().map(Model::id))
        .contains(MINI, new ModelId("house-model"));
  }

  @Test
  void aBadFileDuringTheRunKeepsTheCatalogAndIsToldOnce(CapturedOutput log) throws IOException {
    ReloadingCatalog catalog = catalog();
    var before = catalog.get();

    write("house.yml", MORE.replace("fps: 24", "fps: 24\n    frames: 24"));
    catalog.refresh();
    catalog.refresh();

    assertThat(catalog.get()).isSameAs(before);
    assertThat(errors(log))
        .singleElement()
        .asString()
        .contains(directory.resolve("house.yml").toString(), "line 8", "frames: is no key here");

    write("house.yml", MORE);
    catalog.refresh();
    assertThat(catalog.get().model(new ModelId("house-model"))).isPresent();
  }

  @Test
  void aDirectoryThatIsGoneIsToldOnceAndKeepsTheCatalog(CapturedOutput log) throws IOException {
    write("house.yml", MORE);
    ReloadingCatalog catalog = catalog();
    Files.delete(directory.resolve("house.yml"));
    Files.delete(directory);

    catalog.refresh();
    catalog.refresh();

    assertThat(catalog.get().model(new ModelId("house-model"))).isPresent();
    assertThat(errors(log)).hasSize(1);
    Files.createDirectory(directory);
    catalog.refresh();
    assertThat(catalog.get().model(new ModelId("house-model"))).isEmpty();
  }

  @Test
  void aBadFileStopsTheStart() throws IOException {
    write("house.yml", MORE.replace("fps: 24", "fps: many"));

    assertThatThrownBy(this::catalog)
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContainingAll("house.yml", "line 7");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  /// Those of this catalog: others may run beside it.
  private Stream<String> errors(CapturedOutput log) {
    return log.getAll()
        .lines()
        .filter(line -> line.contains("ERROR") && line.contains(directory.toString()));
  }
}
