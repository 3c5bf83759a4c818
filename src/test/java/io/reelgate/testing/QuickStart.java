package io.reelgate.testing;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/// The product as a jar beside a cache of its loaded classes, for tests that start it again and
/// again: with it a gateway starts in half the time.
///
/// @param options of the JVM, with the class path
public record QuickStart(List<String> options) {
  private static final long LONGEST_TRAINING_SECONDS = 180;
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /// Starts from the classes as they were compiled.
  public static final QuickStart NONE =
      new QuickStart(with("-cp", String.join(File.pathSeparator, all())));

  /// Makes jar and cache anew.
  ///
  /// @param databaseUrl for the one run that trains the cache
  public static QuickStart prepare(String databaseUrl) {
    try {
      Path home = Files.createDirectories(Path.of("target", "quick-start").toAbsolutePath());
      Path jar = home.resolve("product.jar");
      Path cache = home.resolve("product.aot");
      Files.deleteIfExists(cache);
      jar(jar);
      String classPath =
          String.join(
              File.pathSeparator,
              Stream.concat(
                      Stream.of(jar.toString()),
                      all().stream().filter(entry -> !new File(entry).isDirectory()))
                  .toList());
      train(databaseUrl, classPath, cache, home.resolve("training.log").toFile());
      return Files.exists(cache)
          ? new QuickStart(with("-XX:AOTCache=" + cache, "-cp", classPath))
          : NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void jar(Path jar) {
    var said = new PrintWriter(new StringWriter());
    int exit =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(said, said, "cf", jar.toString(), "-C", "target/classes", ".");
    if (exit != 0) {
      throw new IllegalStateException("no jar was made");
    }
  }

  private static void train(String databaseUrl, String classPath, Path cache, File log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(with("-XX:AOTCacheOutput=" + cache, "-cp", classPath));
    for (String setting :
        Replica.settings(databaseUrl, "api,submit,poll", "spring.context.exit=onRefresh")) {
      command.add("-D" + setting);
    }
    command.add(GatewayProcess.MAIN);
    Process training =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    try {
      if (!training.waitFor(LONGEST_TRAINING_SECONDS, TimeUnit.SECONDS)) {
        training.destroyForcibly().waitFor();
        Files.deleteIfExists(cache);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static List<String> with(String... more) {
    return Stream.concat(JVM.stream(), Stream.of(more)).toList();
  }

  /// The class path of the tests without their own classes.
  private static List<String> all() {
    String own = System.getProperty("java.class.path");
    String all = System.getProperty("surefire.test.class.path", own);
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .toList();
  }
}
