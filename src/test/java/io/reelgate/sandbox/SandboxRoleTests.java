package io.reelgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class SandboxRoleTests {
  private final WebApplicationContextRunner runner =
      new WebApplicationContextRunner().withUserConfiguration(SandboxOnly.class);

  @Test
  void replicaWithTheRoleHasTheSandbox() {
    runner
        .withPropertyValues("reelgate.roles=api, sandbox")
        .run(context -> assertThat(context).hasSingleBean(AdminController.class));
  }

  @Test
  void replicaWithoutTheRoleHasNoneOfIt() {
    runner
        .withPropertyValues("reelgate.roles=api,submit")
        .run(context -> {
          assertThat(context).doesNotHaveBean(Simulations.class);
          assertThat(context.getBeansOfType(Object.class).values())
              .noneMatch(bean ->
                  bean.getClass().getName().startsWith("io.reelgate.sandbox")
                      && !bean.getClass().getName().contains("SandboxOnly"));
        });
  }

  @Test
  void sandboxIsOffUnlessItIsNamed() {
    runner.run(context -> assertThat(context).doesNotHaveBean(Simulations.class));
  }

  @Test
  void settingsAreBound() {
    runner
        .withPropertyValues(
            "reelgate.roles=sandbox",
            "reelgate.sandbox.duration=1s..90s",
            "reelgate.sandbox.submit-latency=250ms",
            "reelgate.sandbox.error-rates.lost-answer=0.25",
            "reelgate.sandbox.balance-usd=12.5")
        .run(context -> {
          SandboxProperties properties = context.getBean(SandboxProperties.class);
          assertThat(properties.duration()).isEqualTo(Spread.of("1s..90s"));
          assertThat(properties.submitLatency()).isEqualTo(Spread.of("250ms"));
          assertThat(properties.errorRates().lostAnswer()).isEqualTo(0.25);
          assertThat(properties.errorRates().pollError()).isZero();
          assertThat(properties.balanceMicros()).isEqualTo(12_500_000);
          assertThat(properties.maxTasks()).isEqualTo(200_000);
        });
  }
}
