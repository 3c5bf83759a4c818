package io.reelgate.database;

import com.zaxxer.hikari.HikariDataSource;
import io.reelgate.role.SettingException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Three pools behind one data source.
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  @Bean(defaultCandidate = false)
  HikariDataSource apiPool(DatabaseAddress address, DatabaseProperties properties) {
    return address.open(Pool.API, properties);
  }

  @Bean(defaultCandidate = false)
  HikariDataSource workPool(DatabaseAddress address, DatabaseProperties properties) {
    return address.open(Pool.WORK, properties);
  }

  @Bean(defaultCandidate = false)
  HikariDataSource beatPool(DatabaseAddress address, DatabaseProperties properties) {
    return address.open(Pool.BEAT, properties);
  }

  @Bean
  @Primary
  DataSource dataSource(
      @Qualifier("apiPool") HikariDataSource apiPool,
      @Qualifier("workPool") HikariDataSource workPool,
      @Qualifier("beatPool") HikariDataSource beatPool) {
    return new PoolRouting(Map.of(Pool.API, apiPool, Pool.WORK, workPool, Pool.BEAT, beatPool));
  }

  /// Migrations may take longer than any request, so they have a connection without limits. All
  /// settings are read before: a process that is not going to start must not migrate.
  @Bean(defaultCandidate = false)
  @FlywayDataSource
  DataSource migrations(DatabaseAddress address, ListableBeanFactory beans) {
    beans.getBeansWithAnnotation(ConfigurationProperties.class);
    var source =
        new DriverManagerDataSource(
            address.url(),
            Objects.requireNonNullElse(address.username(), ""),
            Objects.requireNonNullElse(address.password(), ""));
    var properties = new Properties();
    properties.setProperty("targetServerType", "primary");
    source.setConnectionProperties(properties);
    return source;
  }

  @Bean
  DatabaseAddress databaseAddress(
      ObjectProvider<JdbcConnectionDetails> details, DataSourceProperties properties) {
    JdbcConnectionDetails found = details.getIfAvailable();
    return found != null
        ? new DatabaseAddress(found.getJdbcUrl(), found.getUsername(), found.getPassword())
        : new DatabaseAddress(
            required(properties.getUrl()), properties.getUsername(), properties.getPassword());
  }

  private static String required(@Nullable String url) {
    if (url == null) {
      throw new SettingException(
          "the setting spring.datasource.url (environment SPRING_DATASOURCE_URL) is missing; it is the JDBC URL of a PostgreSQL database");
    }
    return url;
  }

  /// Where the database is and who we are there.
  record DatabaseAddress(String url, @Nullable String username, @Nullable String password) {
    HikariDataSource open(Pool pool, DatabaseProperties properties) {
      var source = new HikariDataSource();
      source.setPoolName(pool.name().toLowerCase(Locale.ROOT));
      source.setJdbcUrl(url);
      source.setUsername(username);
      source.setPassword(password);
      source.setMaximumPoolSize(properties.size(pool));
      source.setConnectionTimeout(properties.connectionTimeout().toMillis());
      source.addDataSourceProperty("ApplicationName", "reelgate-" + source.getPoolName());
      source.addDataSourceProperty("connectTimeout", "3");
      source.addDataSourceProperty("loginTimeout", "5");
      source.addDataSourceProperty("cancelSignalTimeout", "5");
      source.addDataSourceProperty(
          "socketTimeout", Long.toString(properties.socketTimeout().toSeconds()));
      source.addDataSourceProperty("tcpKeepAlive", "true");
      // the server's details quote whole rows, and exceptions are logged
      source.addDataSourceProperty("logServerErrorDetail", "false");
      source.addDataSourceProperty("targetServerType", "primary");
      source.addDataSourceProperty("options", properties.sessionOptions(pool));
      return source;
    }

    @Override
    public String toString() {
      return "DatabaseAddress[" + url.replaceAll("\\?.*", "") + "]";
    }
  }
}
