package io.reelgate.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reelgate.ReelgateApplication;
import io.reelgate.testing.OwnLog;
import io.reelgate.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// A gateway that cannot start says why in one line, and says what to do.
@ExtendWith(OutputCaptureExtension.class)
class StartTests {
  private static final String NOWHERE = "jdbc:postgresql://127.0.0.1:1/reelgate";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          reelgate.jobs.lease=abc | the setting reelgate.jobs.lease is "abc" | a duration such as 250ms
          reelgate.webhooks.senders=0 | the setting reelgate.webhooks.senders is "0": it must be greater than 0 |
          reelgate.webhooks.senders=many | the setting reelgate.webhooks.senders is "many" | a whole number
          reelgate.api.max-json-body=huge | the setting reelgate.api.max-json-body is "huge" | a size such as 512KB
          reelgate.routing.default-sort=cheapest | the setting reelgate.routing.default-sort is "cheapest" | one of price, health
          reelgate.jobs.leese=3s | there is no setting reelgate.jobs.leese | drift-warning, first-cost-watch, heartbeat
          reelgate.job.lease=3s | there is no setting reelgate.job.lease | below reelgate there are
          reelgate.roles=api,submitt | the setting reelgate.roles names no role "submitt" | allowed are api, submit
          server.port=abc | server.port | Failed to convert to type java.lang.Integer
          spring.datasource.url=postgres://host/name?password=hush | spring.datasource.url | must begin with jdbc:postgresql://
          spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x | the database does not answer | SPRING_DATASOURCE_URL
          """)
  void aWrongSettingIsNamedInOneLine(
      String setting, String said, String more, CapturedOutput output) {
    String line = refused(output, NOWHERE, setting);

    assertThat(line).contains(said).doesNotContain("hush");
    if (more != null) {
      assertThat(line).contains(more);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reelgate.security.admin-key=, is missing",
    "reelgate.vault.master-key=abc, 32 bytes",
    "reelgate.public-base-url=nowhere, must be an http or https address"
  })
  void aSecretOrAddressThatIsNoneIsNamed(String setting, String said, CapturedOutput output) {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").load().migrate();

    assertThat(refused(output, url, setting))
        .contains(setting.substring(0, setting.indexOf('=')), said)
        .doesNotContain("abc");
  }

  @Test
  void aDatabaseThatIsNotThereIsSaidSo(CapturedOutput output) {
    String url = TestPostgres.newDatabase().replaceFirst("/test_[0-9]+", "/nobody_made_this");

    assertThat(refused(output, url))
        .contains("the database that spring.datasource.url names does not exist");
  }

  @Test
  void aSchemaThatWasChangedByHandIsSaidSo(CapturedOutput output) throws SQLException {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").load().migrate();
    execute(url, "update flyway_schema_history set checksum = 1 where version = '002'");

    assertThat(refused(output, url))
        .contains("the migrations in the database are not those of this version", "002");
  }

  @Test
  void aMigrationThatFailsIsSaidSo(CapturedOutput output) throws SQLException {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").target("001").load().migrate();
    execute(url, "create table job (mine int)");

    assertThat(refused(output, url))
        .contains("a migration failed", "V002__job.sql", "already exists");
  }

  @Test
  void aSchemaThatNobodyHasMigratedYetIsSaidSo(CapturedOutput output) {
    String url = TestPostgres.newDatabase();
    Flyway.configure().dataSource(url, "", "").target("002").load().migrate();

    assertThat(refused(output, url, "spring.flyway.enabled=false"))
        .contains("the schema lacks", "003", "spring.flyway.enabled=true");
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Answers the one line.
  private static String refused(CapturedOutput output, String url, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--spring.datasource.url=" + url,
                "--reelgate.security.admin-key=an-admin-key-of-the-tests",
                "--reelgate.security.key-pepper=a pepper of the tests",
                "--reelgate.security.key-pepper-id=tests",
                "--reelgate.links.signing-key=a signing key of the tests",
                "--reelgate.vault.master-key=bG9jYWwtcnVuLW1hc3Rlci1rZXktb2YtMzItYnl0ZXM=",
                "--reelgate.vault.master-key-id=tests",
                "--reelgate.public-base-url=http://gateway.test",
                "--server.port=0",
                "--management.server.port=0",
                "--spring.main.banner-mode=off"));
    for (String setting : settings) {
      String name = setting.substring(0, setting.indexOf('='));
      all.removeIf(each -> each.startsWith("--" + name + "="));
      all.add("--" + setting);
    }
    int before = output.getAll().length();
    Throwable failure =
        catchThrowable(() ->
            new SpringApplicationBuilder(ReelgateApplication.class)
                .run(all.toArray(String[]::new))
                .close());

    assertThat(failure).isNotNull();
    List<String> lines = said(output.getAll().substring(before));
    assertThat(lines).as("what is said").hasSize(1);
    assertThat(lines.getFirst()).contains("Not started: ");
    return lines.getFirst();
  }

  private static List<String> said(String output) {
    return OwnLog.lines(output).stream()
        .filter(line -> !line.contains(" INFO "))
        // the logging's own setup
        .filter(line -> !line.contains(" |-"))
        // tells what it has rolled back
        .filter(line -> !line.contains(".DbMigrate "))
        .toList();
  }
}
