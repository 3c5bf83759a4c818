package io.reelgate.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.TestcontainersConfiguration;

/// One real PostgreSQL for all tests of a JVM, and as many databases in it as they ask for. The
/// system property {@code postgres} chooses {@code container} or {@code embedded}; when it is
/// empty, a container is taken where Docker answers and has the image.
public final class TestPostgres {
  private static final String IMAGE = "postgres:18";
  private static final String REAPER = "testcontainers/ryuk:0.14.0";
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  /// Makes an empty database.
  ///
  /// @return its JDBC URL, user and password included
  public static String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(Server.RUNNING.url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("no new test database", e);
    }
    return Server.RUNNING.url(name);
  }

  /// Makes a copy of a database that nobody uses any more.
  ///
  /// @return its JDBC URL, user and password included
  public static String copyOf(String databaseUrl) {
    String original = databaseUrl.replaceFirst(".*/(test_[0-9]+)\\?.*", "$1");
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(Server.RUNNING.url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
              .formatted(original));
      statement.execute("create database %s template %s".formatted(name, original));
    } catch (SQLException e) {
      throw new IllegalStateException("no copy of " + original, e);
    }
    return Server.RUNNING.url(name);
  }

  private record Server(String host, int port, String user, String password) {
    static final Server RUNNING = start();

    String url(String database) {
      return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
          .formatted(host, port, database, user, password);
    }

    private static Server start() {
      return switch (System.getProperty("postgres", "")) {
        case "container" -> container();
        case "embedded" -> embedded();
        case "" -> containerIsReady() ? container() : embedded();
        default -> throw new IllegalArgumentException("-Dpostgres is container or embedded");
      };
    }

    /// Nothing is pulled for a test run: both the server and what cleans up after it must be there.
    /// The command is asked, because Testcontainers itself would begin to pull.
    private static boolean containerIsReady() {
      List<String> inspect = new ArrayList<>(List.of("docker", "image", "inspect", IMAGE));
      if (!cleansUpByItself()) {
        inspect.add(REAPER);
      }
      try {
        Process docker =
            new ProcessBuilder(inspect)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return docker.waitFor(20, TimeUnit.SECONDS) && docker.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static boolean cleansUpByItself() {
      return TestcontainersConfiguration.getInstance()
          .getEnvVarOrProperty("ryuk.disabled", "false")
          .equals("true");
    }

    @SuppressWarnings("resource") // stopped with the JVM
    private static Server container() {
      PostgreSQLContainer container = new PostgreSQLContainer(IMAGE);
      container.withCommand("postgres", "-c", "max_connections=1000", "-c", "fsync=off").start();
      return new Server(
          container.getHost(),
          container.getFirstMappedPort(),
          container.getUsername(),
          container.getPassword());
    }

    @SuppressWarnings("resource") // stopped with the JVM
    private static Server embedded() {
      try {
        EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "1000").start();
        return new Server("localhost", postgres.getPort(), "postgres", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
