package io.reelgate.testing;

import com.github.dockerjava.api.exception.NotFoundException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
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
    private static boolean containerIsReady() {
      DockerClientFactory docker = DockerClientFactory.instance();
      return docker.isDockerAvailable()
          && isHere(docker, IMAGE)
          && (cleansUpByItself() || isHere(docker, REAPER));
    }

    private static boolean cleansUpByItself() {
      return TestcontainersConfiguration.getInstance()
          .getEnvVarOrProperty("ryuk.disabled", "false")
          .equals("true");
    }

    private static boolean isHere(DockerClientFactory docker, String image) {
      try {
        docker.client().inspectImageCmd(image).exec();
        return true;
      } catch (NotFoundException e) {
        return false;
      }
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
