package io.reelgate.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Stands between the gateway and PostgreSQL, understands enough of the wire to see each
/// transaction's statements, and cuts a connection around one chosen commit.
public final class PostgresProxy implements AutoCloseable {
  private static final int PROTOCOL = 3;
  private static final int READY_LENGTH = 6;

  private final URI target;
  private final ServerSocket listener;
  private final List<List<String>> committed = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  /// @param fragment of a statement in the transaction whose commit is cut, or of a statement that
  ///   is its own transaction
  /// @param arrives whether the server still gets the commit, and only its answer is lost
  /// @param strike what happens before the connection ends
  private record Cut(String fragment, boolean arrives, Runnable strike) {}

  private PostgresProxy(URI target) {
    this.target = target;
    try {
      this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public static PostgresProxy before(String jdbcUrl) {
    return new PostgresProxy(URI.create(jdbcUrl.substring("jdbc:".length())));
  }

  /// The database as seen through the proxy. Each statement is sent with its text.
  public String url() {
    return "jdbc:postgresql://127.0.0.1:%d%s?%s&sslmode=disable&gssEncMode=disable&prepareThreshold=0"
        .formatted(listener.getLocalPort(), target.getPath(), target.getQuery());
  }

  /// Cuts the next commit of a transaction with such a statement, once.
  public void cutCommitAfter(String fragment, boolean arrives) {
    strikeCommitAfter(fragment, arrives, () -> {});
  }

  /// The same, and something else happens right before the connection ends: before the commit is
  /// passed on, or once its answer is there and nobody has seen it.
  public void strikeCommitAfter(String fragment, boolean arrives, Runnable strike) {
    armed.set(new Cut(fragment, arrives, strike));
  }

  /// Nothing is cut any more.
  public void disarm() {
    armed.set(null);
  }

  public int cuts() {
    return cuts.get();
  }

  /// The statements of each committed transaction, without its begin and commit.
  public List<List<String>> committed() {
    return List.copyOf(committed);
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
        Socket server = new Socket(target.getHost(), target.getPort())) {
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
    private final List<String> statements = new ArrayList<>();
    private final Set<String> begins = new HashSet<>();
    private volatile @Nullable Cut swallow;
    private boolean inTransaction;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void requests() throws IOException {
      var in = new DataInputStream(client.getInputStream());
      var out = new DataOutputStream(server.getOutputStream());
      startUp(in, out);
      while (true) {
        byte type = in.readByte();
        byte[] body = new byte[in.readInt() - Integer.BYTES];
        in.readFully(body);
        if (type == 'P' && ends(text(body)) && cut(text(body))) {
          return;
        }
        out.writeByte(type);
        out.writeInt(body.length + Integer.BYTES);
        out.write(body);
        out.flush();
        if (type == 'P') {
          note(name(body), text(body));
        } else if (type == 'Q') {
          note("", name(body));
        } else if (type == 'B' && begins.contains(text(body))) {
          begin();
        }
      }
    }

    private static void startUp(DataInputStream in, DataOutputStream out) throws IOException {
      int code;
      do {
        int length = in.readInt();
        code = in.readInt();
        out.writeInt(length);
        out.writeInt(code);
        out.write(in.readNBytes(length - 2 * Integer.BYTES));
        out.flush();
      } while (code >>> 16 != PROTOCOL);
    }

    private static String name(byte[] body) {
      return string(new ByteArrayInputStream(body));
    }

    /// The second string of a message: the statement of a parse, or the name of what a bind uses.
    private static String text(byte[] body) {
      var in = new ByteArrayInputStream(body);
      string(in);
      return string(in);
    }

    private static String string(InputStream in) {
      var bytes = new ByteArrayOutputStream();
      try {
        for (int next = in.read(); next > 0; next = in.read()) {
          bytes.write(next);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return bytes.toString(UTF_8).intern();
    }

    private void note(String name, String statement) {
      if (statement.startsWith("BEGIN")) {
        begin();
        if (!name.isEmpty()) {
          begins.add(name);
        }
      } else if (statement.equals("COMMIT")) {
        committed.add(List.copyOf(statements));
        inTransaction = false;
      } else if (statement.equals("ROLLBACK")) {
        inTransaction = false;
      } else if (inTransaction) {
        statements.add(statement);
      }
    }

    private void begin() {
      statements.clear();
      inTransaction = true;
    }

    /// Whether a transaction is over with this.
    private boolean ends(String statement) {
      return statement.equals("COMMIT") || (!inTransaction && !statement.startsWith("BEGIN"));
    }

    /// Whether this commit is kept from the server. One that arrives goes on as usual, but its
    /// answer is swallowed.
    private boolean cut(String last) {
      Cut cut = armed.get();
      Stream<String> transaction = inTransaction ? statements.stream() : Stream.of(last);
      if (cut == null
          || transaction.noneMatch(each -> each.contains(cut.fragment()))
          || !armed.compareAndSet(cut, null)) {
        return false;
      }
      if (cut.arrives()) {
        swallow = cut;
      } else {
        strike(cut);
      }
      return !cut.arrives();
    }

    /// Whether this ends with the server's word that it waits for the next statement.
    private static boolean ready(byte[] buffer, int length) {
      return length >= READY_LENGTH && buffer[length - READY_LENGTH] == 'Z';
    }

    /// A statement that found no rows is not worth a cut.
    private static boolean nothingDone(byte[] buffer, int length) {
      return new String(buffer, 0, length, ISO_8859_1).contains("SELECT 0\0");
    }

    private void strike(Cut cut) {
      cut.strike().run();
      cuts.incrementAndGet();
    }

    void answers() {
      try (client;
          server) {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          Cut cut = swallow;
          if (cut != null && nothingDone(buffer, read)) {
            armed.compareAndSet(null, cut);
            swallow = null;
            cut = null;
          }
          if (cut == null) {
            out.write(buffer, 0, read);
            out.flush();
          } else if (ready(buffer, read)) {
            strike(cut);
            return;
          }
        }
      } catch (IOException gone) {
        // one side left, so the other is closed too
      }
    }
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
