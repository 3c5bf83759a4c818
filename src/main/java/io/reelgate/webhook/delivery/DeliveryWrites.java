package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.webhook.EventType;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.webhook.delivery.EventRows.Told;
import io.reelgate.webhook.delivery.EventRows.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;

/// What a try changes. The delivery is named by id, state and epoch, so that a sender that slept
/// through its lease changes nothing of it; how its try went is kept all the same.
@Repository
class DeliveryWrites {
  /// All that arrived, in one statement.
  static final String DELIVERED =
      """
      with tried as materialized (
        select * from unnest(cast(:ids as text[]), cast(:epochs as int[]), cast(:months as date[]),
          cast(:numbers as int[]), cast(:durations as int[]), cast(:ago as int[]),
          cast(:statuses as int[]), cast(:addresses as text[]), cast(:answers as text[]))
          as t(id, epoch, month, number, duration, ago, status, address, answer)),
      closed as (
        update delivery_attempt a set started_at = reelgate_now() - t.ago * interval '1 millisecond',
          duration_ms = t.duration, outcome = 'delivered', status = t.status, error = null,
          address = t.address, answer = case when a.error = 'video_deleted' then null else t.answer end
        from tried t where a.month = t.month and a.delivery_id = t.id and a.number = t.number
          and (a.outcome is null or a.outcome = 'lapsed')),
      moved as (
        update delivery d set state = 'DELIVERED', finished_at = reelgate_now(), worker = null,
          lease_until = null, last_status = t.status, last_error = null
        from tried t where d.id = t.id and d.state = 'SENDING' and d.epoch = t.epoch
        returning d.id, d.endpoint_id),
      healed as (
        update webhook_endpoint e set failures = 0, failing_since = null, open_until = null
        where e.id in (select endpoint_id from moved) and (e.failures > 0 or e.open_until is not null)
        returning e.id)
      select id, exists (select 1 from healed) as healed from moved
      """;

  /// Only a registered endpoint is ever disabled. What it has already been found to be stays. One
  /// that was deleted meanwhile is not tried again: it is locked before it is looked at, so that it
  /// is either seen to be deleted or deleted after this, together with what waits for it.
  static final String FAILED =
      """
      with closed as (
        update delivery_attempt
        set started_at = reelgate_now() - cast(:ago as integer) * interval '1 millisecond',
          duration_ms = :duration, outcome = 'failed', status = :status, error = :error,
          address = :address, answer = case when error = 'video_deleted' then null else :answer end
        where month = :month and delivery_id = :id and number = :number
          and (outcome is null or outcome = 'lapsed')),
      ours as materialized (
        select id, endpoint_id from delivery where id = :id and state = 'SENDING' and epoch = :epoch
        for no key update),
      place as materialized (
        select o.id, e.state = 'DELETED' and cast(:delay as text) is not null as deleted,
          e.state = 'DELETED' or cast(:delay as text) is null as over
        from webhook_endpoint e join ours o on e.id = o.endpoint_id
        for no key update of e),
      moved as (
        update delivery d set state = case when p.over then 'DEAD' else 'PENDING' end,
          finished_at = case when p.over then reelgate_now() end,
          next_at = reelgate_now() + coalesce(cast(:delay as interval), '0'),
          worker = null, lease_until = null, last_status = :status,
          last_error = case when p.deleted then 'endpoint_deleted' else :error end
        from place p where d.id = p.id and d.state = 'SENDING' and d.epoch = :epoch
        returning d.endpoint_id),
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
      select exists (select 1 from moved) as moved, exists (
        select 1 from counted where reason is not null) as disabled
      """;

  /// Not tries: nothing was sent. What was for an endpoint that is deleted by now is given up.
  private static final String GIVEN_BACK =
      """
      with held as materialized (
        select * from unnest(cast(:ids as text[]), cast(:epochs as int[]), cast(:months as date[]),
          cast(:numbers as int[])) as h(id, epoch, month, number)),
      ours as materialized (
        select d.id, d.endpoint_id from delivery d join held h on d.id = h.id
        where d.state = 'SENDING' and d.epoch = h.epoch
        for no key update of d),
      places as materialized (
        select id, state = 'DELETED' as deleted from webhook_endpoint
        where id in (select endpoint_id from ours)
        order by id for no key update),
      moved as (
        update delivery d set state = case when p.deleted then 'DEAD' else 'PENDING' end,
          finished_at = case when p.deleted then reelgate_now() end,
          last_error = case when p.deleted then 'endpoint_deleted' else d.last_error end,
          epoch = d.epoch + 1, worker = null, lease_until = null, tries = d.tries - 1
        from ours o join places p on p.id = o.endpoint_id where d.id = o.id
        returning d.id)
      delete from delivery_attempt a using held h
      where a.month = h.month and a.delivery_id = h.id and a.number = h.number
        and a.outcome is null and h.id in (select id from moved)
      """;

  /// What is just being looked at, or whose endpoint is, is passed over until the next time.
  static final String LAPSED =
      """
      with lapsed as materialized (
        select d.id, e.state = 'DELETED' as deleted
        from delivery d join webhook_endpoint e on e.id = d.endpoint_id
        where d.state = 'SENDING' and d.lease_until <= reelgate_now()
        order by d.id limit :limit for no key update of d, e skip locked),
      moved as (
        update delivery d set state = case when l.deleted then 'DEAD' else 'PENDING' end,
          finished_at = case when l.deleted then reelgate_now() end,
          last_error = case when l.deleted then 'endpoint_deleted' else d.last_error end,
          epoch = d.epoch + 1, worker = null, lease_until = null, next_at = reelgate_now()
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

  /// @param moved the ids of the deliveries that were still ours
  /// @param disabled whether this switched the endpoint off
  /// @param next what the sender goes on with
  record Finished(Set<String> moved, boolean disabled, List<ClaimedDelivery> next) {}

  private record Arrived(String id, boolean healed) {}

  private record Failure(boolean moved, boolean disabled) {}

  /// Ends the tries of a sender, gives back what it did not come to, and takes what it goes on
  /// with, in one transaction.
  ///
  /// @param more how many of the endpoint's deliveries to take next
  @Transactional
  public Finished finish(Batch batch, int more) {
    long takenAt = System.nanoTime();
    Set<String> moved = new HashSet<>();
    if (!batch.delivered().isEmpty()) {
      moved.addAll(arrive(batch.delivered()));
    }
    boolean disabled = false;
    if (batch.failed() != null) {
      Failure failure = fail(batch.failed());
      disabled = failure.disabled();
      if (failure.moved()) {
        moved.add(batch.failed().delivery().id());
      }
    }
    if (!batch.untried().isEmpty()) {
      release(batch.untried());
    }
    if (disabled) {
      tellOfDisabled(batch.last().endpointId());
    }
    boolean ours = moved.size() == batch.tried().count();
    return new Finished(
        moved, disabled, more > 0 && ours ? claims.next(batch.last(), more, takenAt) : List.of());
  }

  /// Answers which of them were still ours.
  private Set<String> arrive(List<Tried> tried) {
    List<Arrived> arrived =
        Sql.list(
            held(DELIVERED, tried.stream().map(Tried::delivery).toList())
                .param("durations", all(tried, Integer[]::new, each -> millis(each.took())))
                .param("ago", all(tried, Integer[]::new, each -> millis(each.ago())))
                .param("statuses", all(tried, Integer[]::new, each -> each.outcome().status()))
                .param("addresses", all(tried, String[]::new, each -> each.outcome().address()))
                .param(
                    "answers",
                    all(tried, String[]::new, each -> AnswerText.of(each.outcome().answer())))
                .query(Arrived.class));
    if (arrived.stream().anyMatch(Arrived::healed)) {
      wakeup.afterCommit();
    }
    return arrived.stream().map(Arrived::id).collect(Collectors.toSet());
  }

  private Failure fail(Tried tried) {
    ClaimedDelivery delivery = tried.delivery();
    Outcome.Failed failed = (Outcome.Failed) tried.outcome();
    return jdbc.sql(FAILED)
        .param("id", delivery.id())
        .param("epoch", delivery.epoch())
        .param("month", delivery.month())
        .param("number", delivery.number())
        .param("ago", millis(tried.ago()))
        .param("duration", millis(tried.took()))
        .param("status", failed.status())
        .param("error", failed.error())
        .param("address", failed.address())
        .param("answer", AnswerText.of(failed.answer()))
        .param("delay", failed.next() == null ? null : Sql.interval(failed.next()))
        .param("gone", failed.gone())
        .param("counts", failed.endpointsFault())
        .param("breaker_after", properties.breakerAfter())
        .param("first_probe", Sql.interval(properties.firstProbe()))
        .param("longest_probe", Sql.interval(properties.longestProbe()))
        .param("disable_after", Sql.interval(properties.disableAfter()))
        .param("disable_failures", properties.disableFailures())
        .query(Failure.class)
        .single();
  }

  /// For deliveries that were claimed and not sent.
  @Transactional
  public void giveBack(List<ClaimedDelivery> deliveries) {
    release(deliveries);
  }

  private void release(List<ClaimedDelivery> deliveries) {
    held(GIVEN_BACK, deliveries).update();
  }

  private JdbcClient.StatementSpec held(String sql, List<ClaimedDelivery> deliveries) {
    return jdbc.sql(sql)
        .param("ids", all(deliveries, String[]::new, ClaimedDelivery::id))
        .param("epochs", all(deliveries, Integer[]::new, ClaimedDelivery::epoch))
        .param("months", all(deliveries, String[]::new, each -> each.month().toString()))
        .param("numbers", all(deliveries, Integer[]::new, ClaimedDelivery::number));
  }

  private static <T, V> @Nullable V[] all(
      List<T> rows, IntFunction<@Nullable V[]> array, Function<T, @Nullable V> column) {
    return rows.stream().map(column).toArray(array);
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
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
              each.format(),
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
