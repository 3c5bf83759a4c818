package io.reelgate.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.ReelgateApplication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /// The bytes of "a master key of the tests, 32 b!".
  static final String MASTER_KEY = "YSBtYXN0ZXIga2V5IG9mIHRoZSB0ZXN0cywgMzIgYiE=";

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
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("spring.datasource.url", databaseUrl);
    settings.put("reelgate.roles", roles);
    settings.put("server.port", "0");
    settings.put("management.server.port", "0");
    settings.put("reelgate.security.admin-key", TestGateway.ADMIN_KEY);
    settings.put("reelgate.security.key-pepper", PEPPER);
    settings.put("reelgate.security.key-pepper-id", "tests");
    settings.put("reelgate.links.signing-key", SIGNING_KEY);
    settings.put("reelgate.vault.master-key", MASTER_KEY);
    settings.put("reelgate.vault.master-key-id", "tests");
    settings.put("reelgate.targets.allowed-networks", "127.0.0.0/8");
    settings.put("reelgate.public-base-url", "http://gateway.test");
    settings.put("reelgate.sandbox.duration", "100ms..300ms");
    settings.put("reelgate.jobs.sandbox-expected", "300ms");
    settings.put("reelgate.jobs.poll-first", "100ms");
    settings.put("reelgate.jobs.poll-longest", "1s");
    settings.put("reelgate.jobs.idle", "200ms");
    settings.put("reelgate.admission.refresh", "200ms");
    // faults that a test plays must not close an account before it says so
    settings.put("reelgate.admission.submit.window", "100000");
    settings.put("reelgate.admission.submit.minimum-calls", "100000");
    settings.put("reelgate.admission.poll.minimum-calls", "100000");
    settings.put("reelgate.admission.unknowns.most", "100000");
    settings.put("reelgate.admission.unknowns.percent", "100");
    for (String setting : more) {
      int equals = setting.indexOf('=');
      settings.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return settings.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList();
  }

  public TestGateway gateway() {
    return new TestGateway(context.getEnvironment());
  }

  public String databaseUrl() {
    return context.getEnvironment().getRequiredProperty("spring.datasource.url");
  }

  public JdbcClient jdbc() {
    return context.getBean(JdbcClient.class);
  }

  public MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
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
