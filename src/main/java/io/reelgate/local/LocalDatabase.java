package io.reelgate.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/// A PostgreSQL of the run's own, with its data kept between runs. Durable like a real one, so that
/// the local run shows what the product does.
@Configuration(proxyBeanMethods = false)
@Profile("local")
@ConditionalOnClass(EmbeddedPostgres.class)
@ConditionalOnProperty(name = "spring.datasource.url", matchIfMissing = true, havingValue = "never")
class LocalDatabase {
  private static final Logger LOG = LoggerFactory.getLogger(LocalDatabase.class);
  private static final Path DATA = Path.of("target", "local-postgres");
  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final String USER = "postgres";

  @Bean
  JdbcConnectionDetails localPostgres() throws IOException {
    Optional<Integer> port = portOfRunning();
    if (port.isPresent()) {
      LOG.info("using the PostgreSQL that already runs on {}, port {}", DATA, port.get());
      return new Address("jdbc:postgresql://localhost:%d/postgres".formatted(port.get()));
    }
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(Files.createDirectories(DATA))
            .setCleanDataDirectory(false)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setPGStartupWait(STARTUP)
            .setRegisterShutdownHook(false)
            .start();
    return new Running(server);
  }

  /// A server that outlived a killed run still holds the data; its pid file names its port.
  private static Optional<Integer> portOfRunning() throws IOException {
    Path file = DATA.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    boolean alive =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .flatMap(process -> process.info().command())
            .filter(command -> command.contains("postgres"))
            .isPresent();
    return alive && lines.size() > 3
        ? Optional.of(Integer.parseInt(lines.get(3).strip()))
        : Optional.empty();
  }

  /// Where a server of an earlier run listens; it is left running.
  private record Address(String url) implements JdbcConnectionDetails {
    @Override
    public String getJdbcUrl() {
      return url;
    }

    @Override
    public String getUsername() {
      return USER;
    }

    @Override
    public String getPassword() {
      return USER;
    }
  }

  /// The server of this run; stops with it.
  private record Running(EmbeddedPostgres server) implements JdbcConnectionDetails, AutoCloseable {
    @Override
    public String getJdbcUrl() {
      return server.getJdbcUrl(USER, USER);
    }

    @Override
    public String getUsername() {
      return USER;
    }

    @Override
    public String getPassword() {
      return USER;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
