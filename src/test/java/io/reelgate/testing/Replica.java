package io.reelgate.testing;

import io.reelgate.ReelgateApplication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// One more gateway in this JVM, on a database that the test names.
public final class Replica implements AutoCloseable {
  static final String PEPPER = "a pepper of the tests";
  static final String SIGNING_KEY = "a signing key of the tests";

  private final ConfigurableApplicationContext context;

  private Replica(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /// @param settings such as {@code reelgate.jobs.idle=200ms}
  public static Replica start(String databaseUrl, String roles, String... settings) {
    List<String> arguments = new ArrayList<>();
    for (String setting : settings(databaseUrl, roles, settings)) {
      arguments.add("--" + setting);
    }
    return new Replica(
        new SpringApplicationBuilder(ReelgateApplication.class)
            .initializers(context ->
                context.getBeanFactory().registerSingleton("productOnly", new ProductOnly()))
            .run(arguments.toArray(String[]::new)));
  }

  /// What every gateway of the tests is started with; later settings win.
  static List<String> settings(String databaseUrl, String roles, String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "spring.datasource.url=" + databaseUrl,
                "reelgate.roles=" + roles,
                "server.port=0",
                "management.server.port=0",
                "reelgate.security.admin-key=" + TestGateway.ADMIN_KEY,
                "reelgate.security.key-pepper=" + PEPPER,
                "reelgate.security.key-pepper-id=tests",
                "reelgate.links.signing-key=" + SIGNING_KEY,
                "reelgate.public-base-url=http://gateway.test",
                "reelgate.sandbox.duration=100ms..300ms",
                "reelgate.jobs.sandbox-expected=300ms",
                "reelgate.jobs.poll-first=100ms",
                "reelgate.jobs.poll-longest=1s",
                "reelgate.jobs.idle=200ms"));
    settings.addAll(List.of(more));
    return settings;
  }

  public TestGateway gateway() {
    return new TestGateway(context.getEnvironment());
  }

  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    context.close();
  }

  /// Keeps the components of tests out of the product's component scan.
  private static final class ProductOnly extends TypeExcludeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
      return reader.getResource().getDescription().contains("test-classes");
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ProductOnly;
    }

    @Override
    public int hashCode() {
      return ProductOnly.class.hashCode();
    }
  }
}
