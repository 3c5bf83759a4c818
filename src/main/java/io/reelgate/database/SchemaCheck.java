package io.reelgate.database;

import io.reelgate.role.SettingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Where another process migrates, this one does not start on a schema that is older than itself. A
/// newer one is fine: each version leaves what the one before it needs.
@Component
@ConditionalOnProperty(name = "spring.flyway.enabled", havingValue = "false")
class SchemaCheck implements SmartLifecycle {
  private final DataSource database;
  private volatile boolean running;

  SchemaCheck(@FlywayDataSource DataSource database) {
    this.database = database;
  }

  @Override
  public void start() {
    MigrationInfo[] pending = Flyway.configure().dataSource(database).load().info().pending();
    if (pending.length > 0) {
      throw new SettingException(
          "the schema lacks %d migrations, the first is %s (%s); run them with spring.flyway.enabled=true, or wait for who does"
              .formatted(pending.length, pending[0].getVersion(), pending[0].getDescription()));
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Before everything that works.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE;
  }
}
