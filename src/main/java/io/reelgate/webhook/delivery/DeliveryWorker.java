package io.reelgate.webhook.delivery;

import io.reelgate.outbound.Posted;
import io.reelgate.outbound.TargetClient;
import io.reelgate.webhook.Secrets;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.work.WorkHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Sends a delivery, and then what its endpoint has waiting, while there is room for others too.
/// The better it goes, the more of them are taken and written down at once.
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
      List<ClaimedDelivery> held = List.of(first);
      while (!held.isEmpty()) {
        held = send(held);
      }
    } finally {
      busy.decrementAndGet();
      wakeup.senders().signal();
    }
  }

  @Override
  public void giveBack(ClaimedDelivery delivery) {
    writes.giveBack(List.of(delivery));
  }

  /// Answers what takes their place.
  private List<ClaimedDelivery> send(List<ClaimedDelivery> held) {
    if (tooLate(held.getFirst())) {
      writes.giveBack(held);
      return List.of();
    }
    Batch batch = tryAll(held);
    boolean more = goesOn.getAsBoolean() && spare() > 0;
    DeliveryWrites.Finished finished =
        writes.finish(batch, more ? batch.next(properties.perSender()) : 0);
    batch.tried().forEach(each -> tell(each, finished));
    if (finished.disabled()) {
      LOG.warn("endpoint {}: disabled, because it fails", batch.last().endpointId());
    }
    return finished.next();
  }

  /// One after another, until one fails.
  private Batch tryAll(List<ClaimedDelivery> held) {
    ClaimedDelivery first = held.getFirst();
    List<byte[]> keys = secrets.keys(first.tenant(), first.endpoint());
    List<Tried> delivered = new ArrayList<>();
    for (ClaimedDelivery next : held) {
      if (!delivered.isEmpty() && (tooLate(next) || !goesOn.getAsBoolean())) {
        break;
      }
      Tried tried = attempt(next, keys);
      if (tried.outcome() instanceof Outcome.Failed) {
        return new Batch(delivered, tried, held.subList(delivered.size() + 1, held.size()));
      }
      delivered.add(tried);
    }
    return new Batch(delivered, null, held.subList(delivered.size(), held.size()));
  }

  private Tried attempt(ClaimedDelivery delivery, List<byte[]> keys) {
    long start = System.nanoTime();
    long held = Duration.ofNanos(start - delivery.takenAt()).toMillis();
    if (delivery.number() == 1) {
      meters.firstTry(Duration.ofMillis(Math.max(0, delivery.waitedMillis() + held)));
    }
    byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
    long seconds = (delivery.claimedAtMillis() + held) / 1000;
    Map<String, String> headers = EventHeaders.of(delivery, keys, seconds, body);
    Posted posted = client.post(delivery.url(), headers, body);
    return new Tried(delivery, rules.judge(posted, delivery.round()), start, System.nanoTime());
  }

  /// A process that slept must not send under a lease that may be another's by now.
  private boolean tooLate(ClaimedDelivery delivery) {
    Duration held = Duration.ofNanos(System.nanoTime() - delivery.takenAt());
    return held.plus(longestTry).plus(MARGIN).compareTo(properties.lease()) > 0;
  }

  private void tell(Tried tried, DeliveryWrites.Finished finished) {
    ClaimedDelivery delivery = tried.delivery();
    Outcome outcome = tried.outcome();
    boolean moved = finished.moved().contains(delivery.id());
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
    if (then.equals("dead") && moved) {
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
        tried.took().toMillis(),
        moved ? then : "not ours any more");
  }
}
