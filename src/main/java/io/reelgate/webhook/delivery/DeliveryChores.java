package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.webhook.Secrets;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.work.ChoreTurns;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The chores of events.
@Component
class DeliveryChores {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryChores.class);
  private static final int MOST_REWRAPPED = 1_000;

  /// More than 300 a second.
  private static final int MOST_TRIMMED = 100_000;

  private static final Duration TRIM_EVERY = Duration.ofMinutes(5);

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

  /// What was put in line while its endpoint was being deleted.
  static final String GIVE_UP =
      """
      update delivery d set state = 'DEAD', finished_at = reelgate_now(), last_error = 'endpoint_deleted'
      from webhook_endpoint e where e.state = 'DELETED' and d.endpoint_id = e.id and d.state = 'PENDING'
      """;

  private static final String UNWELL =
      """
      select count(*) filter (where state = 'DISABLED' and disabled_reason <> 'tenant') as disabled,
        count(*) filter (where state = 'ENABLED'
          and failing_since <= reelgate_now() - cast(:half as interval)) as near_disabled
      from webhook_endpoint where failures > 0 or state = 'DISABLED'
      """;

  private final JdbcClient jdbc;
  private final ChoreTurns turns;
  private final Secrets secrets;
  private final DeliveryMeters meters;
  private final WebhookProperties properties;

  DeliveryChores(
      JdbcClient jdbc,
      ChoreTurns turns,
      Secrets secrets,
      DeliveryMeters meters,
      WebhookProperties properties) {
    this.jdbc = jdbc;
    this.turns = turns;
    this.secrets = secrets;
    this.meters = meters;
    this.properties = properties;
  }

  /// Forgets what is old, gives up what nobody waits for, and seals secrets under the current
  /// master key.
  public void trim() {
    if (turns.won("trim-deliveries", TRIM_EVERY)) {
      int deliveries = trimmed(TRIM);
      int events = trimmed(TRIM_EVENTS);
      int givenUp = jdbc.sql(GIVE_UP).update();
      jdbc.sql(FORGET_SECRETS).update();
      int rewrapped = secrets.rewrap(MOST_REWRAPPED);
      LOG.debug(
          "{} deliveries, {} events forgotten, {} deliveries given up, {} secrets rewrapped",
          deliveries,
          events,
          givenUp,
          rewrapped);
    }
  }

  /// Keeps the partitions of the tries.
  public void partitions() {
    turns.partitions("delivery-partitions", "delivery_attempt", properties.kept());
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
    return ChoreTurns.trim(
        jdbc.sql(sql).param("kept", Sql.interval(properties.kept())), MOST_TRIMMED);
  }
}
