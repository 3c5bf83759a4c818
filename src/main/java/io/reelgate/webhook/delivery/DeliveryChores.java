package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.webhook.Secrets;
import io.reelgate.webhook.WebhookProperties;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Small jobs about events that one replica at a time does now and then.
@Component
class DeliveryChores {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryChores.class);
  private static final int STEP = 1_000;

  /// More than 300 a second.
  private static final int MOST_TRIMMED = 100_000;

  private static final int MONTHS_AHEAD = 12;
  private static final Duration TRIM_EVERY = Duration.ofMinutes(5);
  private static final Duration PARTITIONS_EVERY = Duration.ofDays(1);

  private static final String WIN =
      """
      insert into chore (name, next_at) values (:name, reelgate_now() + cast(:every as interval))
      on conflict (name) do update set next_at = excluded.next_at
      where chore.next_at <= reelgate_now()
      """;

  /// Also what is still held by then: nobody waits for it any more.
  static final String TRIM =
      """
      with old as materialized (
        select id from delivery
        where created_at < reelgate_now() - cast(:kept as interval) and state <> 'SENDING'
        order by created_at limit :step for update skip locked)
      delete from delivery d using old where d.id = old.id
      """;

  static final String TRIM_EVENTS =
      """
      delete from webhook_event where id in (
        select e.id from webhook_event e
        where e.created_at < reelgate_now() - cast(:kept as interval)
          and not exists (select 1 from delivery d where d.event_id = e.id)
        order by e.created_at limit :step for update skip locked)
      """;

  private static final String FORGET_SECRETS =
      """
      delete from webhook_secret where expires_at <= reelgate_now()
      """;

  private static final String UNWELL =
      """
      select count(*) filter (where state = 'DISABLED' and disabled_reason <> 'tenant') as disabled,
        count(*) filter (where state = 'ENABLED'
          and failing_since <= reelgate_now() - cast(:half as interval)) as near_disabled
      from webhook_endpoint where failures > 0 or state = 'DISABLED'
      """;

  private final JdbcClient jdbc;
  private final Secrets secrets;
  private final DeliveryMeters meters;
  private final WebhookProperties properties;

  DeliveryChores(
      JdbcClient jdbc, Secrets secrets, DeliveryMeters meters, WebhookProperties properties) {
    this.jdbc = jdbc;
    this.secrets = secrets;
    this.meters = meters;
    this.properties = properties;
  }

  /// Forgets what is old, a small step at a time, each a transaction of its own, and seals secrets
  /// under the current master key.
  public void trim() {
    if (won("trim-deliveries", TRIM_EVERY)) {
      int deliveries = trimmed(TRIM);
      int events = trimmed(TRIM_EVENTS);
      jdbc.sql(FORGET_SECRETS).update();
      int rewrapped = secrets.rewrap(STEP);
      LOG.debug(
          "{} deliveries, {} events forgotten, {} secrets rewrapped",
          deliveries,
          events,
          rewrapped);
    }
  }

  /// Makes the partitions of the months to come, and drops those whose tries are no longer shown.
  @Transactional
  public void partitions() {
    if (won("delivery-partitions", PARTITIONS_EVERY)) {
      jdbc.sql("set local lock_timeout = '500ms'").update();
      int made =
          jdbc.sql("select reelgate_attempt_partitions(:months)")
              .param("months", MONTHS_AHEAD)
              .query(Integer.class)
              .single();
      int dropped =
          jdbc.sql("select reelgate_drop_attempts(cast(:kept as interval))")
              .param("kept", Sql.interval(properties.kept()))
              .query(Integer.class)
              .single();
      LOG.info("{} partitions of delivery tries made, {} dropped", made, dropped);
    }
  }

  private record Unwell(long disabled, long nearDisabled) {}

  /// Counts the endpoints that operators should know of.
  @Transactional(readOnly = true)
  public void count() {
    Unwell unwell =
        jdbc.sql(UNWELL)
            .param("half", Sql.interval(properties.disableAfter().dividedBy(2)))
            .query(Unwell.class)
            .single();
    meters.endpoints(unwell.disabled(), unwell.nearDisabled());
  }

  private int trimmed(String sql) {
    JdbcClient.StatementSpec step =
        jdbc.sql(sql).param("kept", Sql.interval(properties.kept())).param("step", STEP);
    return Sql.steps(step::update, STEP, MOST_TRIMMED);
  }

  private boolean won(String name, Duration every) {
    return jdbc.sql(WIN).param("name", name).param("every", Sql.interval(every)).update() == 1;
  }
}
