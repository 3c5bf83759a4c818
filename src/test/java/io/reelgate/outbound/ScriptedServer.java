package io.reelgate.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that answers every request with the same script, and remembers who came.
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private ScriptedServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
  }

  static ScriptedServer start(Script script) {
    try {
      var server =
          new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScriptedServer answering(String answer) {
    return start(out -> out.write(answer.getBytes(ISO_8859_1)));
  }

  int port() {
    return socket.getLocalPort();
  }

  String url() {
    return "http://127.0.0.1:" + port() + "/file.mp4";
  }

  Origin origin() {
    return new Origin("http", "127.0.0.1", port());
  }

  int connections() {
    return connections.get();
  }

  /// The head of each request, in lower case.
  List<String> requests() {
    return requests;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var reader =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line; (line = reader.readLine()) != null && !line.isEmpty(); ) {
        head.append(line.toLowerCase(Locale.ROOT)).append('\n');
      }
      requests.add(head.toString());
      script.write(connection.getOutputStream());
    } catch (IOException e) {
      // the client has left
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  @FunctionalInterface
  interface Script {
    void write(OutputStream out) throws IOException;
  }
}
