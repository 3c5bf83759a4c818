package io.reelgate.job.reconcile;

import io.reelgate.database.Pool;
import io.reelgate.job.JobsProperties;
import io.reelgate.job.Orphans;
import io.reelgate.job.UnknownClaims;
import io.reelgate.job.UnknownJob;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.work.Ticker;
import io.reelgate.work.Wakeup;
import io.reelgate.work.WorkLoop;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The loop that looks into unknown attempts, and the one that tells of orphans.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ReconcileProperties.class, CallbackProperties.class})
class ReconcileConfiguration {
  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  WorkLoop<UnknownJob> reconcileLoop(
      UnknownClaims claims,
      Reconciler reconciler,
      ReconcileProperties properties,
      JobsProperties jobs,
      Providers providers) {
    Duration trust = properties.lease().minus(jobs.margin());
    providers.adapters().forEach(adapter -> insideLease(adapter, trust));
    return new WorkLoop<>(
        new WorkLoop.Settings(
            "reconcile",
            properties.concurrency(),
            properties.concurrency(),
            jobs.busy(),
            jobs.idle(),
            jobs.drain()),
        limit -> claims.claim(limit, properties.lease(), trust),
        reconciler,
        new Wakeup());
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker orphanTicker(Orphans orphans, JobsProperties jobs) {
    return new Ticker("orphans", Pool.BEAT, jobs.sweep(), orphans::tell);
  }

  /// A look that could outlast its lease would be taken by two workers at once.
  static void insideLease(ProviderAdapter adapter, Duration trust) {
    Duration longest = Inquiries.longest(adapter);
    if (longest.compareTo(trust) >= 0) {
      throw new IllegalStateException(
          "a look for a lost order at %s may take %s but must end within the trusted part of its lease, %s (reelgate.reconcile.lease less reelgate.jobs.margin)"
              .formatted(adapter.id(), longest, trust));
    }
  }
}
