package io.reelgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Stands between a gateway and its providers, passes on every byte, and lets something happen when
/// an order or a question has got so far.
public final class HttpProxy implements AutoCloseable {
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);
  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");

  /// How far a request has got.
  public enum Point {
    /// The gateway has sent an order, and the provider nothing of it.
    ORDER_WRITTEN,
    /// The provider has one byte of an order.
    FIRST_BYTE,
    /// The provider has the head of an order, and nothing of its body.
    HEAD,
    /// The provider has a whole order, and its answer is not there.
    BODY,
    /// The answer to an order is there, and the gateway has nothing of it.
    ANSWERED,
    /// The gateway has the head of the answer to an order, and nothing of its body.
    ANSWER_HEAD,
    /// The gateway has asked about tasks, and the provider has heard nothing.
    ASKED,
    /// The answer about tasks is there, and the gateway has nothing of it.
    TOLD;

    private boolean ofOrders() {
      return compareTo(ASKED) < 0;
    }
  }

  private record Trap(Point point, Runnable strike) {}

  private final int target;
  private final ServerSocket listener;
  private final AtomicReference<@Nullable Trap> armed = new AtomicReference<>();
  private final AtomicInteger strikes = new AtomicInteger();

  private HttpProxy(int target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /// @param port of the providers on this machine
  public static HttpProxy before(int port) {
    return new HttpProxy(port);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// What happens to the next request that gets so far, once; then its connection ends.
  public void strikeAt(Point point, Runnable strike) {
    armed.set(new Trap(point, strike));
  }

  public int strikes() {
    return strikes.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      var link = new Link(client, server);
      Thread.ofVirtual().start(link::answers);
      link.requests();
    } catch (IOException gone) {
      // one side left, so the other is closed too
    }
  }

  /// One connection.
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile @Nullable Trap answerTrap;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() throws IOException {
      var in = new BufferedInputStream(client.getInputStream());
      OutputStream out = server.getOutputStream();
      for (byte[] head = head(in); head.length > 0; head = head(in)) {
        String words = new String(head, ISO_8859_1).toLowerCase(Locale.ROOT);
        byte[] body = in.readNBytes(length(words));
        if (!pass(out, head, body, trap(words))) {
          return;
        }
      }
    }

    /// Orders have a connection each; a file is neither ordered nor asked about.
    private @Nullable Trap trap(String head) {
      Trap trap = armed.get();
      boolean order = head.startsWith("post ") && head.contains("\r\nconnection: close");
      boolean file = head.contains("\r\nrange:");
      return trap != null
              && !file
              && trap.point().ofOrders() == order
              && armed.compareAndSet(trap, null)
          ? trap
          : null;
    }

    /// Whether the request went on its way as a whole.
    private boolean pass(OutputStream out, byte[] head, byte[] body, @Nullable Trap trap)
        throws IOException {
      if (trap == null) {
        send(out, head, body);
        return true;
      }
      switch (trap.point()) {
        case ORDER_WRITTEN, ASKED -> strike(trap);
        case FIRST_BYTE -> {
          send(out, Arrays.copyOf(head, 1));
          strike(trap);
        }
        case HEAD -> {
          send(out, head);
          strike(trap);
        }
        case BODY -> {
          send(out, head, body);
          strike(trap);
        }
        case ANSWERED, ANSWER_HEAD, TOLD -> {
          answerTrap = trap;
          send(out, head, body);
          return true;
        }
      }
      return false;
    }

    private static void send(OutputStream out, byte[]... parts) throws IOException {
      for (byte[] part : parts) {
        out.write(part);
      }
      out.flush();
    }

    private void strike(Trap trap) {
      trap.strike().run();
      strikes.incrementAndGet();
    }

    void answers() {
      try (client;
          server) {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          Trap trap = answerTrap;
          if (trap != null) {
            send(
                out,
                Arrays.copyOf(
                    buffer, trap.point() == Point.ANSWER_HEAD ? headLength(buffer, read) : 0));
            strike(trap);
            return;
          }
          out.write(buffer, 0, read);
          out.flush();
        }
      } catch (IOException gone) {
        // one side left, so the other is closed too
      }
    }

    private static int headLength(byte[] buffer, int length) {
      int end = new String(buffer, 0, length, ISO_8859_1).indexOf("\r\n\r\n");
      return end < 0 ? length : end + END_OF_HEAD.length;
    }
  }

  private static byte[] head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < END_OF_HEAD.length) {
      int next = in.read();
      if (next < 0) {
        return new byte[0];
      }
      head.write(next);
      matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
    }
    return head.toByteArray();
  }

  private static int length(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
