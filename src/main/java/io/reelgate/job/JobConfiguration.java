package io.reelgate.job;

import io.reelgate.database.Listening;
import io.reelgate.database.Notifications;
import io.reelgate.database.Pool;
import io.reelgate.provider.Admission;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.routing.Router;
import io.reelgate.routing.RoutingProperties;
import io.reelgate.work.Leases;
import io.reelgate.work.Ticker;
import io.reelgate.work.WorkLoop;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The loops that work on jobs, and what they share.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  JobsProperties.class,
  FailoverProperties.class,
  RoutingProperties.class
})
class JobConfiguration {
  private static final Duration CHORES_EVERY = Duration.ofMinutes(1);

  /// The watch looks this much more often than each task is asked about, a batch at a time.
  private static final int WATCH_TURNS = 20;

  @Bean
  Router router(RoutingProperties properties) {
    return new Router(properties);
  }

  @Bean
  Leases jobLeases(JobClaims claims, JobsProperties properties) {
    return new Leases(properties.lease(), properties.margin(), claims::renew);
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  WorkLoop<ClaimedJob> submitLoop(
      JobClaims claims,
      SubmitWorker worker,
      Leases leases,
      Wakeups wakeups,
      JobsProperties properties,
      Providers providers,
      Admission admission) {
    providers.adapters().forEach(adapter -> insideLease(adapter, properties));
    return new WorkLoop<>(
        settings("submit", properties.submitConcurrency(), properties),
        limit -> claims.queued(limit, admission.closedToSubmits(), leases),
        worker,
        wakeups.submit());
  }

  @Bean
  @ConditionalOnRole(Role.POLL)
  WorkLoop<PollBatch> pollLoop(
      JobClaims claims,
      PollWorker worker,
      Wakeups wakeups,
      JobsProperties properties,
      Providers providers,
      Admission admission) {
    providers.adapters().forEach(adapter -> insidePollLease(adapter, properties));
    return new WorkLoop<>(
        settings("poll", properties.pollBatches(), properties),
        limit -> duePolls(claims, limit, properties, admission.closedToPolls()),
        worker,
        wakeups.poll());
  }

  @Bean
  @ConditionalOnRole(Role.POLL)
  WorkLoop<ClaimedOutputs> storeLoop(
      JobClaims claims,
      StoreWorker worker,
      Leases leases,
      Wakeups wakeups,
      JobsProperties properties) {
    return new WorkLoop<>(
        settings("store", properties.storeConcurrency(), properties),
        limit -> claims.outputs(limit, leases),
        worker,
        wakeups.store());
  }

  @Bean
  @ConditionalOnRole(Role.API)
  Ticker jobWatcher(JobWatch watch, JobsProperties properties) {
    return new Ticker("job-watch", Pool.API, properties.watch(), watch::look);
  }

  @Bean
  Ticker announcing(Announcer announcer) {
    return new Ticker("announce", Pool.BEAT, Announcer.EVERY, announcer::tell);
  }

  @Bean
  @ConditionalOnRole(Role.API)
  Notifications jobNotifications(Listening listening, JobFeed feed, JobWatch watch) {
    feed.tell(watch);
    return listening.on(Announcer.CHANNEL, feed);
  }

  @Bean
  Ticker heartbeat(Leases leases, JobsProperties properties) {
    return new Ticker("heartbeat", Pool.BEAT, properties.heartbeat(), leases::renewAll);
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker sweeper(Sweep sweep, JobsProperties properties) {
    return new Ticker("sweep", Pool.BEAT, properties.sweep(), new SweepTurn(sweep));
  }

  @Bean
  @ConditionalOnRole(Role.POLL)
  Ticker costWatcher(CostWatch watch, JobsProperties properties) {
    Duration every = properties.costWatch().dividedBy(WATCH_TURNS);
    return new Ticker("cost-watch", Pool.WORK, every, watch::look);
  }

  @Bean
  @ConditionalOnRole(Role.SUBMIT)
  Ticker choreTicker(Chores chores) {
    return new Ticker(
        "chores",
        Pool.BEAT,
        CHORES_EVERY,
        () -> {
          chores.trimKeys();
          chores.partitions();
        });
  }

  private static WorkLoop.Settings settings(
      String name, int concurrency, JobsProperties properties) {
    return new WorkLoop.Settings(
        name,
        concurrency,
        properties.batch(),
        properties.busy(),
        properties.idle(),
        properties.drain());
  }

  private static List<PollBatch> duePolls(
      JobClaims claims, int limit, JobsProperties properties, List<String> silent) {
    int size = properties.pollBatch();
    long trustedUntil = System.nanoTime() + properties.pollTrust().toNanos();
    return PollBatch.of(claims.polls(limit * size, silent), size, trustedUntil);
  }

  /// Questions that could outlast their lease would be asked by two workers at once.
  static void insidePollLease(ProviderAdapter adapter, JobsProperties properties) {
    Duration longest = adapter.longestPoll(properties.pollBatch());
    if (longest.compareTo(properties.pollTrust()) >= 0) {
      throw new IllegalStateException(
          "a poll of %d tickets at %s may take %s but must end within the trusted part of its lease, %s (reelgate.jobs.poll-lease less reelgate.jobs.margin); make reelgate.jobs.poll-batch smaller"
              .formatted(properties.pollBatch(), adapter.id(), longest, properties.pollTrust()));
    }
  }

  /// A submit that could outlast its lease would be taken for lost while it is still under way.
  static void insideLease(ProviderAdapter adapter, JobsProperties properties) {
    if (adapter.longestSubmit().compareTo(properties.trust()) >= 0) {
      throw new IllegalStateException(
          "a submit to %s may take %s but must end within the trusted part of a lease, %s (reelgate.jobs.lease less reelgate.jobs.margin)"
              .formatted(adapter.id(), adapter.longestSubmit(), properties.trust()));
    }
  }
}
