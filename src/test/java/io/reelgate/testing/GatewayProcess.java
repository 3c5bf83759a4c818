package io.reelgate.testing;

import static org.awaitility.Awaitility.await;

import io.reelgate.ReelgateApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A gateway as a process of its own, which can be killed. Its output is kept in {@code
/// target/process-<number>.log}.
public final class GatewayProcess implements AutoCloseable {
  static final String MAIN = ReelgateApplication.class.getName();

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(90);

  private final Process process;
  private final int port;
  private final int management;
  private final File log;

  private GatewayProcess(Process process, int port, int management, File log) {
    this.process = process;
    this.port = port;
    this.management = management;
    this.log = log;
  }

  /// Returns once it answers.
  ///
  /// @param settings such as {@code reelgate.jobs.lease=6s}
  public static GatewayProcess start(String databaseUrl, String roles, String... settings) {
    return start(QuickStart.NONE, databaseUrl, roles, settings);
  }

  /// The same, with what a test has prepared for many of them.
  public static GatewayProcess start(
      QuickStart quick, String databaseUrl, String roles, String... settings) {
    int port = FreePort.find();
    int management = FreePort.find();
    List<String> command = new ArrayList<>(List.of(QuickStart.java()));
    command.addAll(quick.options());
    for (String setting : Replica.settings(databaseUrl, roles, settings)) {
      command.add("-D" + setting);
    }
    command.add("-Dserver.port=" + port);
    command.add("-Dmanagement.server.port=" + management);
    command.add(MAIN);
    try {
      File log = new File("target/process-" + NUMBERS.incrementAndGet() + ".log");
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
      var started = new GatewayProcess(process, port, management, log);
      await().atMost(LONGEST_START).until(started::listens);
      return started;
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

  /// All that it has written so far.
  public List<String> output() {
    try {
      return Files.readAllLines(log.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestClient admin() {
    return client(TestGateway.ADMIN_KEY);
  }

  /// Its management port.
  public TestClient management() {
    return new TestClient(management, null);
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
