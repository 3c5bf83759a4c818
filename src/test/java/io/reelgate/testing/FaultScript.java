package io.reelgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a {@link FaultServer} does with one request.
@FunctionalInterface
public interface FaultScript {
  void play(FaultServer.Request request, Wire wire) throws IOException, InterruptedException;

  static FaultScript json(int status, String body) {
    return answer(status, "Content-Type: application/json\r\n", body);
  }

  static FaultScript html(int status) {
    return answer(
        status, "Content-Type: text/html\r\n", "<html><body><h1>Bad gateway</h1></body></html>");
  }

  /// @param headers each ended by a line break
  static FaultScript answer(int status, String headers, String body) {
    return (request, wire) -> {
      byte[] content = body.getBytes(UTF_8);
      wire.send(head(status, headers, content.length));
      wire.send(content);
    };
  }

  /// Sends the request to another place.
  static FaultScript redirect(int status, String location) {
    return answer(status, "Location: " + location + "\r\n", "");
  }

  static FaultScript closeUnanswered() {
    return (request, wire) -> wire.close();
  }

  static FaultScript resetUnanswered() {
    return (request, wire) -> wire.reset();
  }

  /// Promises the whole body, sends half of it and closes.
  static FaultScript cutBody(int status, String body) {
    return (request, wire) -> {
      wire.send(head(status, "Content-Type: application/json\r\n", body.length()));
      wire.send(body.substring(0, body.length() / 2).getBytes(UTF_8));
      wire.close();
    };
  }

  static FaultScript resetMidBody(int status, String body) {
    return (request, wire) -> {
      wire.send(head(status, "Content-Type: application/json\r\n", body.length()));
      wire.send(body.substring(0, body.length() / 2).getBytes(UTF_8));
      wire.pause();
      wire.reset();
    };
  }

  static FaultScript garbage() {
    return (request, wire) -> {
      wire.send(new byte[] {0, (byte) 0xff, 7, 'H', 'T', 'P', ' ', 13, 10, 13, 10, 1, 2, 3});
      wire.close();
    };
  }

  /// A good answer after very much white space.
  static FaultScript huge(int status, String body, int bytes) {
    return (request, wire) -> {
      byte[] block = " ".repeat(64 * 1024).getBytes(UTF_8);
      int blocks = bytes / block.length;
      wire.send(
          head(
              status, "Content-Type: application/json\r\n", blocks * block.length + body.length()));
      for (int sent = 0; sent < blocks; sent++) {
        wire.send(block);
      }
      wire.send(body.getBytes(UTF_8));
    };
  }

  /// Sends a byte of the answer now and then, for ever.
  static FaultScript trickle() {
    return (request, wire) -> {
      wire.send(head(200, "Content-Type: application/json\r\n", 1_000_000));
      while (wire.pause()) {
        wire.send(" ".getBytes(UTF_8));
      }
    };
  }

  /// Never answers.
  static FaultScript silence() {
    return (request, wire) -> wire.closed().await();
  }

  private static byte[] head(int status, String headers, int length) {
    return ("HTTP/1.1 " + status + " Word\r\n" + headers + "Content-Length: " + length + "\r\n\r\n")
        .getBytes(ISO_8859_1);
  }

  /// The connection of one request.
  record Wire(Socket socket, CountDownLatch closed) {
    private static final int PAUSE_MILLIS = 30;

    public void send(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    public void close() throws IOException {
      socket.close();
    }

    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /// Lets the other side read; false once the server stops.
    public boolean pause() throws InterruptedException {
      return !closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
