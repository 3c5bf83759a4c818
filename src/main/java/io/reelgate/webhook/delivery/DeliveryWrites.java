package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.webhook.EventType;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.webhook.delivery.EventRows.Told;
import io.reelgate.webhook.delivery.EventRows.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a try changes. The delivery is named by id, state and epoch, so that a sender that slept
/// through its lease changes nothing of it; how its try went is kept all the same.
@Repository
class DeliveryWrites {
  private static final String CLOSED =
      """
      with closed as (
        update delivery_attempt set duration_ms = :duration, outcome = :outcome, status = :status,
          error = :error, address = :address, answer = :answer
        where month = :month and delivery_id = :id and number = :number
          and (outcome is null or outcome = 'lapsed')),
      """;

  static final String DELIVERED =
      CLOSED
          + """
          moved as (
            update delivery set state = 'DELIVERED', finished_at = reelgate_now(), worker = null,
              lease_until = null, last_status = :status, last_error = null
            where id = :id and state = 'SENDING' and epoch = :epoch
            returning endpoint_id),
          healed as (
            update webhook_endpoint e set failures = 0, failing_since = null, open_until = null
            from moved m where e.id = m.endpoint_id and (e.failures > 0 or e.open_until is not null)
            returning e.id)
          select (select count(*) from moved) as moved, exists (select 1 from healed) as healed,
            false as disabled
          """;

  /// Only a registered endpoint is ever disabled. What it has already been found to be stays.
  static final String FAILED =
      CLOSED
          + """
          moved as (
            update delivery set state = case when cast(:delay as text) is null then 'DEAD' else 'PENDING' end,
              finished_at = case when cast(:delay as text) is null then reelgate_now() end,
              next_at = reelgate_now() + coalesce(cast(:delay as interval), '0'),
              worker = null, lease_until = null, last_status = :status, last_error = :error
            where id = :id and state = 'SENDING' and epoch = :epoch
            returning endpoint_id),
          counted as (
            update webhook_endpoint e set failures = e.failures + 1,
              failing_since = coalesce(e.failing_since, reelgate_now()),
              open_until = case when e.failures + 1 >= :breaker_after then
                reelgate_now() + least(
                  cast(:first_probe as interval) * power(2, least(e.failures + 1 - :breaker_after, 20)),
                  cast(:longest_probe as interval)) end,
              state = case when verdict.reason is not null then 'DISABLED' else e.state end,
              disabled_reason = coalesce(e.disabled_reason, verdict.reason),
              disabled_at = case when verdict.reason is not null then reelgate_now() else e.disabled_at end
            from moved m cross join lateral (
              select case
                when w.kind <> 'REGISTERED' or w.state <> 'ENABLED' then null
                when :gone then 'gone'
                when w.failing_since <= reelgate_now() - cast(:disable_after as interval)
                  and w.failures + 1 >= :disable_failures then 'failing' end as reason
              from webhook_endpoint w where w.id = m.endpoint_id) verdict
            where e.id = m.endpoint_id and :counts
            returning verdict.reason)
          select (select count(*) from moved) as moved, false as healed,
            exists (select 1 from counted where reason is not null) as disabled
          """;

  /// Not a try: nothing was sent.
  private static final String GIVEN_BACK =
      """
      with closed as (
        update delivery_attempt set outcome = 'not_sent'
        where month = :month and delivery_id = :id and number = :number and outcome is null)
      update delivery set state = 'PENDING', epoch = epoch + 1, worker = null, lease_until = null,
        earlier_tries = earlier_tries + 1, next_at = reelgate_now()
      where id = :id and state = 'SENDING' and epoch = :epoch
      """;

  static final String LAPSED =
      """
      with lapsed as materialized (
        select id from delivery
        where state = 'SENDING' and lease_until <= reelgate_now()
        order by id limit :limit for update skip locked),
      moved as (
        update delivery d set state = 'PENDING', epoch = d.epoch + 1, worker = null, lease_until = null,
          next_at = reelgate_now()
        from lapsed l where d.id = l.id
        returning d.id, d.tries),
      closed as (
        update delivery_attempt a set outcome = 'lapsed', error = 'sender_lost'
        from moved m where a.delivery_id = m.id and a.number = m.tries and a.outcome is null)
      select count(*) from moved
      """;

  private static final String ENDPOINT =
      """
      select disabled_reason, name from webhook_endpoint where id = :id
      """;

  private final JdbcClient jdbc;
  private final DeliveryClaims claims;
  private final EventRows events;
  private final EventBody bodies;
  private final DeliveryWakeup wakeup;
  private final WebhookProperties properties;

  DeliveryWrites(
      JdbcClient jdbc,
      DeliveryClaims claims,
      EventRows events,
      EventBody bodies,
      DeliveryWakeup wakeup,
      WebhookProperties properties) {
    this.jdbc = jdbc;
    this.claims = claims;
    this.events = events;
    this.bodies = bodies;
    this.wakeup = wakeup;
    this.properties = properties;
  }

  /// @param moved whether the delivery was still ours
  /// @param disabled whether this switched the endpoint off
  /// @param next the delivery that takes the free place
  record Finished(boolean moved, boolean disabled, @Nullable ClaimedDelivery next) {}

  private record Change(long moved, boolean healed, boolean disabled) {}

  /// Ends a try, and takes the next delivery of the endpoint in the same transaction.
  ///
  /// @param chain whether to take another
  @Transactional
  public Finished finish(
      ClaimedDelivery delivery, Outcome outcome, long durationMillis, boolean chain) {
    long takenAt = System.nanoTime();
    Change change =
        switch (outcome) {
          case Outcome.Delivered delivered ->
              attempt(DELIVERED, delivery, delivered, durationMillis)
                  .param("outcome", "delivered")
                  .query(Change.class)
                  .single();
          case Outcome.Failed failed -> fail(delivery, failed, durationMillis);
        };
    if (change.healed()) {
      wakeup.afterCommit();
    }
    if (change.disabled()) {
      tellOfDisabled(delivery.endpointId());
    }
    boolean mayChain = chain && change.moved() == 1 && outcome instanceof Outcome.Delivered;
    Optional<ClaimedDelivery> next =
        mayChain ? claims.next(delivery.endpointId(), takenAt) : Optional.empty();
    return new Finished(change.moved() == 1, change.disabled(), next.orElse(null));
  }

  private Change fail(ClaimedDelivery delivery, Outcome.Failed failed, long durationMillis) {
    return attempt(FAILED, delivery, failed, durationMillis)
        .param("outcome", "failed")
        .param("delay", failed.next() == null ? null : Sql.interval(failed.next()))
        .param("gone", failed.gone())
        .param("counts", failed.endpointsFault())
        .param("breaker_after", properties.breakerAfter())
        .param("first_probe", Sql.interval(properties.firstProbe()))
        .param("longest_probe", Sql.interval(properties.longestProbe()))
        .param("disable_after", Sql.interval(properties.disableAfter()))
        .param("disable_failures", properties.disableFailures())
        .query(Change.class)
        .single();
  }

  private JdbcClient.StatementSpec attempt(
      String sql, ClaimedDelivery delivery, Outcome outcome, long durationMillis) {
    return jdbc.sql(sql)
        .param("id", delivery.id())
        .param("epoch", delivery.epoch())
        .param("month", delivery.month())
        .param("number", delivery.number())
        .param("duration", Math.toIntExact(durationMillis))
        .param("status", outcome.status())
        .param("error", outcome.error())
        .param("address", outcome.address())
        .param("answer", AnswerText.of(outcome.answer()));
  }

  /// For a delivery that was claimed and not sent.
  @Transactional
  public void giveBack(ClaimedDelivery delivery) {
    jdbc.sql(GIVEN_BACK)
        .param("id", delivery.id())
        .param("epoch", delivery.epoch())
        .param("month", delivery.month())
        .param("number", delivery.number())
        .update();
  }

  /// Frees deliveries whose sender died; answers how many.
  @Transactional
  public int freeLapsed(int most) {
    int freed = jdbc.sql(LAPSED).param("limit", most).query(Integer.class).single();
    if (freed > 0) {
      wakeup.afterCommit();
    }
    return freed;
  }

  private record Disabled(String disabledReason, String name) {}

  private void tellOfDisabled(String endpointId) {
    EventType type = EventType.ENDPOINT_DISABLED;
    List<Wanted> neighbours = events.neighbours(endpointId, type.word());
    if (neighbours.isEmpty()) {
      return;
    }
    Disabled disabled = jdbc.sql(ENDPOINT).param("id", endpointId).query(Disabled.class).single();
    List<Told> told = new ArrayList<>();
    for (Wanted each : neighbours) {
      var data =
          JsonNodeFactory.instance
              .objectNode()
              .put("id", endpointId)
              .put("object", "webhook_endpoint")
              .put("name", disabled.name())
              .put("enabled", false)
              .put("disabled_reason", disabled.disabledReason());
      String body = bodies.of(each.eventId(), type, each.createdAt(), each.sequence(), data);
      told.add(
          new Told(
              each.eventId(),
              each.tenantId(),
              each.type(),
              null,
              each.sequence(),
              body,
              each.endpoints(),
              null,
              null));
    }
    events.insert(told);
    wakeup.afterCommit();
  }
}
