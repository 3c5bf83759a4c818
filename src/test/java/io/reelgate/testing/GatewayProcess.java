package io.reelgate.testing;

import static org.awaitility.Awaitility.await;

import io.reelgate.ReelgateApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A gateway as a process of its own, which can be killed. Its output is kept in {@code
/// target/process-<number>.log}.
public final class GatewayProcess implements AutoCloseable {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(90);

  private final Process process;
  private final int port;

  private GatewayProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Returns once it answers.
  ///
  /// @param settings such as {@code reelgate.jobs.lease=6s}
  public static GatewayProcess start(String databaseUrl, String roles, String... settings) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    for (String setting : Replica.settings(databaseUrl, roles, settings)) {
      command.add("-D" + setting);
    }
    command.add("-Dserver.port=" + port);
    command.addAll(List.of("-cp", productClassPath(), ReelgateApplication.class.getName()));
    try {
      File log = new File("target/process-" + NUMBERS.incrementAndGet() + ".log");
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      var started = new GatewayProcess(process, port);
      await().atMost(LONGEST_START).until(started::listens);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String productClassPath() {
    String own = System.getProperty("java.class.path");
    String all = System.getProperty("surefire.test.class.path", own);
    return String.join(
        File.pathSeparator,
        Arrays.stream(all.split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .toList());
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the gateway ended with " + process.exitValue());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  public TestClient client(String key) {
    return new TestClient(port, key);
  }

  /// Ends it in the middle of whatever it does.
  public void kill() {
    process.destroyForcibly();
    ended();
  }

  /// Stops it in the middle of whatever it does; it knows nothing of it.
  public void pause() {
    signal("STOP");
  }

  /// Lets it go on after a {@link #pause}.
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("the gateway takes no signal");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Asks it to stop, and waits until it has.
  public void terminate() {
    process.destroy();
    ended();
  }

  private void ended() {
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the gateway does not stop");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
