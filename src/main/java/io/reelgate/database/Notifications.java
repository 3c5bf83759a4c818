package io.reelgate.database;

import io.reelgate.database.DatabaseConfiguration.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Hears what replicas tell each other through the server, on one connection of its own. It is a
/// convenience and nothing more: whoever listens must also look by itself now and then, because
/// what is said while the connection is down is never heard.
public final class Notifications implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final DatabaseAddress address;
  private final String channel;
  private final Listener listener;
  private volatile @Nullable Thread thread;

  Notifications(DatabaseAddress address, String channel, Listener listener) {
    this.address = address;
    this.channel = channel;
    this.listener = listener;
  }

  /// Called on the one thread that hears, so neither may take long.
  public interface Listener {
    void heard(String payload);

    /// From now on it is heard; what was said before may have been missed.
    void connected();
  }

  @Override
  public void start() {
    Thread started = Thread.ofVirtual().name("listen-" + channel).unstarted(this::loop);
    thread = started;
    started.start();
  }

  private void loop() {
    boolean told = false;
    while (ours()) {
      try (Connection connection = open()) {
        told = false;
        listener.connected();
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        if (ours() && !told) {
          LOG.warn(
              "the connection that hears {} is lost; until it is made again, changes are only found by looking: {}",
              channel,
              e.toString());
          told = true;
        }
        pause();
      }
    }
  }

  private Connection open() throws SQLException {
    var settings = new Properties();
    settings.setProperty("user", address.username() == null ? "" : address.username());
    settings.setProperty("password", address.password() == null ? "" : address.password());
    settings.setProperty("ApplicationName", "reelgate-listen");
    settings.setProperty("connectTimeout", "3");
    settings.setProperty("loginTimeout", "5");
    settings.setProperty("socketTimeout", "10");
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("targetServerType", "primary");
    Connection connection = DriverManager.getConnection(address.url(), settings);
    execute(connection, "listen " + channel);
    return connection;
  }

  private void listen(Connection connection) throws SQLException {
    PGConnection server = connection.unwrap(PGConnection.class);
    while (ours()) {
      PGNotification[] heard = server.getNotifications(Math.toIntExact(ROUND.toMillis()));
      if (heard == null || heard.length == 0) {
        // waiting does not notice a peer that is silently gone, asking does
        execute(connection, "select 1");
      } else {
        for (PGNotification each : heard) {
          listener.heard(each.getParameter());
        }
      }
    }
  }

  /// A loop that was stopped stays so, even if another one was started since.
  private boolean ours() {
    return Thread.currentThread().equals(thread);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
