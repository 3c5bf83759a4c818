package io.reelgate.webhook.delivery;

import io.reelgate.database.Pool;
import io.reelgate.outbound.TargetClient;
import io.reelgate.outbound.TargetProperties;
import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.role.SettingException;
import io.reelgate.telemetry.Steps;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.work.Ticker;
import io.reelgate.work.WorkLoop;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The loop that sends, and what goes with it.
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {
  private static final int SWEEP_STEP = 500;
  private static final Duration CHORES_EVERY = Duration.ofMinutes(1);

  @Bean
  DeliveryWorker.Tools deliveryTools(
      TargetClient client,
      RetryRules rules,
      DeliveryMeters meters,
      DeliveryWakeup wakeup,
      Steps steps,
      TargetProperties targets) {
    return new DeliveryWorker.Tools(client, rules, meters, wakeup, steps, targets.totalTimeout());
  }

  @Bean
  @ConditionalOnRole(Role.DELIVER)
  WorkLoop<ClaimedDelivery> deliveryLoop(
      DeliveryClaims claims,
      DeliveryWorker worker,
      DeliveryWakeup wakeup,
      WebhookProperties properties,
      TargetProperties targets) {
    insideLease(targets, properties);
    var settings =
        new WorkLoop.Settings(
            "deliver",
            properties.senders(),
            properties.batch(),
            properties.busy(),
            properties.idle(),
            properties.drain());
    var loop =
        new WorkLoop<>(
            settings, limit -> claims.claim(limit, worker.spare()), worker, wakeup.senders());
    worker.goOnWhile(loop::isRunning);
    return loop;
  }

  @Bean
  @ConditionalOnRole(Role.DELIVER)
  Ticker deliverySweeper(DeliveryWrites writes, WebhookProperties properties) {
    return new Ticker(
        "delivery-sweep", Pool.BEAT, properties.sweep(), () -> writes.freeLapsed(SWEEP_STEP));
  }

  @Bean
  @ConditionalOnRole(Role.DELIVER)
  Ticker deliveryChores(DeliveryChores chores) {
    return new Ticker(
        "delivery-chores",
        Pool.BEAT,
        CHORES_EVERY,
        () -> {
          chores.count();
          chores.trim();
          chores.partitions();
        });
  }

  /// A send that could outlast its lease would be made twice at once.
  private static void insideLease(TargetProperties targets, WebhookProperties properties) {
    if (targets.totalTimeout().plus(DeliveryWorker.MARGIN).compareTo(properties.lease()) >= 0) {
      throw new SettingException(
          "reelgate.targets.total-timeout (%s) must end %s inside reelgate.webhooks.lease (%s)"
              .formatted(targets.totalTimeout(), DeliveryWorker.MARGIN, properties.lease()));
    }
  }
}
