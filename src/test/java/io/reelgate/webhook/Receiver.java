package io.reelgate.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A receiver of webhooks on loopback: keeps every request and answers as the test says.
public final class Receiver implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Behaviour ACCEPT = (request, out) -> answer(out, 200, "");

  private final ServerSocket socket;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Behaviour behaviour = ACCEPT;

  private Receiver(ServerSocket socket) {
    this.socket = socket;
  }

  public static Receiver start() {
    return start(0);
  }

  /// @param port where an earlier one was; 0 for any
  public static Receiver start(int port) {
    try {
      var receiver = new Receiver(new ServerSocket(port, 200, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(receiver::accept);
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What came, as it came.
  ///
  /// @param nanos the monotonic clock when it was whole
  public record Request(Map<String, String> headers, String text, String path, long nanos) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }

    /// The id of the event.
    public String id() {
      return header("webhook-id");
    }

    /// ASCII or not, as many bytes as came.
    public int length() {
      return text.getBytes(UTF_8).length;
    }

    public JsonNode json() {
      return JSON.readTree(text);
    }

    public String type() {
      return json().required("type").asString();
    }

    public String videoId() {
      return json().required("data").required("id").asString();
    }
  }

  /// What it does with a request that it has read and kept.
  @FunctionalInterface
  public interface Behaviour {
    void answer(Request request, OutputStream out) throws IOException;
  }

  public void behave(Behaviour how) {
    behaviour = how;
  }

  /// Answers everything so.
  public void answerAll(int status, String... headers) {
    behave((request, out) -> answer(out, status, "", headers));
  }

  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + "/hooks";
  }

  public int port() {
    return socket.getLocalPort();
  }

  public List<Request> requests() {
    return requests;
  }

  public int connections() {
    return connections.get();
  }

  /// Holds an answer back until the receiver is closed.
  public void hang() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public static void answer(OutputStream out, int status, String body, String... headers)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length()).append("\r\nConnection: close\r\n\r\n");
    out.write((head + body).getBytes(ISO_8859_1));
    out.flush();
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
      connection.setSoLinger(true, 1);
      Request request = read(new BufferedInputStream(connection.getInputStream()));
      requests.add(request);
      behaviour.answer(request, connection.getOutputStream());
    } catch (IOException e) {
      // the sender has left
    }
  }

  private static Request read(InputStream in) throws IOException {
    String first = line(in);
    Map<String, String> headers = new LinkedHashMap<>();
    String line = line(in);
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      line = line(in);
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new Request(
        headers,
        new String(body, UTF_8),
        first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' ')),
        System.nanoTime());
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int each = in.read();
    while (each != '\n') {
      if (each < 0) {
        throw new IOException("cut");
      }
      if (each != '\r') {
        line.write(each);
      }
      each = in.read();
    }
    return line.toString(ISO_8859_1);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
