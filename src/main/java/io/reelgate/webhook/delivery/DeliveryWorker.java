package io.reelgate.webhook.delivery;

import io.reelgate.outbound.Posted;
import io.reelgate.outbound.TargetClient;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.Step;
import io.reelgate.telemetry.StepName;
import io.reelgate.telemetry.Steps;
import io.reelgate.webhook.Secrets;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.work.WorkHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends a delivery, and then what its endpoint has waiting, while there is room for others too.
@Component
class DeliveryWorker implements WorkHandler<ClaimedDelivery> {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  /// Between the end of a try and that of its lease, for the writing.
  static final Duration MARGIN = Duration.ofSeconds(3);

  private final DeliveryWrites writes;
  private final Secrets secrets;
  private final TargetClient client;
  private final RetryRules rules;
  private final DeliveryMeters meters;
  private final DeliveryWakeup wakeup;
  private final Steps steps;
  private final WebhookProperties properties;
  private final Duration longestTry;
  private final AtomicInteger busy = new AtomicInteger();
  private volatile BooleanSupplier goesOn = () -> true;

  DeliveryWorker(
      Tools tools, DeliveryWrites writes, Secrets secrets, WebhookProperties properties) {
    this.writes = writes;
    this.secrets = secrets;
    this.client = tools.client();
    this.rules = tools.rules();
    this.meters = tools.meters();
    this.wakeup = tools.wakeup();
    this.steps = tools.steps();
    this.longestTry = tools.longestTry();
    this.properties = properties;
  }

  /// What sending takes beside rows.
  ///
  /// @param longestTry how long one send may take
  record Tools(
      TargetClient client,
      RetryRules rules,
      DeliveryMeters meters,
      DeliveryWakeup wakeup,
      Steps steps,
      Duration longestTry) {}

  /// @param running whether to take more work
  void goOnWhile(BooleanSupplier running) {
    goesOn = running;
  }

  /// How many more may be taken for tenants beyond their share: a quarter of the senders is left
  /// for those who come later.
  int spare() {
    return Math.max(0, properties.senders() * 3 / 4 - busy.get());
  }

  @Override
  public void handle(ClaimedDelivery first) {
    busy.incrementAndGet();
    try {
      ClaimedDelivery next = first;
      while (next != null) {
        next = traced(next);
      }
    } finally {
      busy.decrementAndGet();
      wakeup.senders().signal();
    }
  }

  @Override
  public void giveBack(ClaimedDelivery delivery) {
    writes.giveBack(delivery);
  }

  private @Nullable ClaimedDelivery traced(ClaimedDelivery delivery) {
    try (Step step = steps.begin(StepName.DELIVER, delivery.traceParent())) {
      step.with(Field.TENANT, delivery.tenant().value())
          .with(Field.JOB, delivery.jobId())
          .with(Field.DELIVERY, delivery.id())
          .with(Field.EVENT, delivery.eventType())
          .with(Field.ENDPOINT, delivery.endpointId())
          .with(Field.TRY, Integer.toString(delivery.number()));
      return send(delivery, step);
    }
  }

  /// Answers what takes its place.
  private @Nullable ClaimedDelivery send(ClaimedDelivery delivery, Step step) {
    if (tooLate(delivery)) {
      writes.giveBack(delivery);
      return null;
    }
    if (delivery.number() == 1) {
      meters.firstTry(Duration.ofMillis(Math.max(0, delivery.waitedMillis())));
    }
    long start = System.nanoTime();
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    Posted posted = client.post(delivery.url(), headers(delivery, body), body);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    Outcome outcome = rules.judge(posted, delivery.round());
    boolean chain = goesOn.getAsBoolean() && spare() > 0;
    DeliveryWrites.Finished finished = writes.finish(delivery, outcome, millis, chain);
    step.outcome(tell(delivery, outcome, millis, finished));
    return finished.next();
  }

  /// A process that slept must not send under a lease that may be another's by now.
  private boolean tooLate(ClaimedDelivery delivery) {
    Duration held = Duration.ofNanos(System.nanoTime() - delivery.takenAt());
    return held.plus(longestTry).plus(MARGIN).compareTo(properties.lease()) > 0;
  }

  /// Signed anew for each try, by the database's clock.
  private Map<String, String> headers(ClaimedDelivery delivery, byte[] body) {
    List<byte[]> keys = secrets.keys(delivery.tenant(), delivery.endpoint());
    long since = Duration.ofNanos(System.nanoTime() - delivery.takenAt()).toMillis();
    long seconds = (delivery.claimedAtMillis() + since) / 1000;
    return EventHeaders.of(keys, delivery.eventId(), seconds, body);
  }

  /// Answers the outcome in one word.
  private String tell(
      ClaimedDelivery delivery, Outcome outcome, long millis, DeliveryWrites.Finished finished) {
    String result =
        switch (outcome) {
          case Outcome.Delivered _ -> "delivered";
          case Outcome.Failed failed -> failed.error();
        };
    String then =
        switch (outcome) {
          case Outcome.Delivered _ -> "done";
          case Outcome.Failed failed when failed.next() == null -> "dead";
          case Outcome.Failed failed -> "again in " + failed.next();
        };
    meters.tried(result);
    if (then.equals("dead") && finished.moved()) {
      meters.dead();
    }
    LOG.info(
        "delivery {}: {} {} to {}, try {}: {} {} after {} ms, {}",
        delivery.id(),
        delivery.eventType(),
        delivery.eventId(),
        delivery.endpointId(),
        delivery.number(),
        result,
        outcome.status() == null ? "" : outcome.status(),
        millis,
        finished.moved() ? then : "not ours any more");
    if (finished.disabled()) {
      LOG.warn("endpoint {}: disabled, because it fails", delivery.endpointId());
    }
    return result;
  }
}
