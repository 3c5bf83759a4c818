package io.reelgate.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Gives each application context an empty database of its own, so that the workers of one never
/// take the jobs of another.
public final class FreshDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of("spring.datasource.url=" + TestPostgres.newDatabase()).applyTo(context);
  }
}
