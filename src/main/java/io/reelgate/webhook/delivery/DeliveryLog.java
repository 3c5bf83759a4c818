package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.tenant.TenantId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads a tenant's deliveries and their tries, and puts them in line again.
@Repository
class DeliveryLog {
  /// One that waits while its endpoint is disabled is held.
  private static final String SELECT =
      """
      select d.id, d.event_id, d.event_type, d.job_id as video_id,
        case e.kind when 'REGISTERED' then d.endpoint_id end as endpoint_id,
        case when d.state = 'PENDING' and e.state = 'DISABLED' then 'HELD' else d.state end as state,
        d.tries, d.created_at, d.finished_at,
        case when d.state = 'PENDING' and e.state = 'ENABLED' then greatest(d.next_at, e.open_until) end
          as next_at,
        d.last_status, d.last_error
      from delivery d join webhook_endpoint e on e.id = d.endpoint_id
      where d.tenant_id = :tenant
      """;

  private static final String LIST =
      SELECT
          + """
           and (cast(:endpoint as text) is null or d.endpoint_id = :endpoint)
           and (cast(:state as text) is null
             or :state = case when d.state = 'PENDING' and e.state = 'DISABLED' then 'HELD' else d.state end)
           and d.id < :before
          order by d.id desc limit :limit
          """;

  private static final String TRIES =
      """
      select a.number, a.started_at, a.duration_ms, a.outcome, a.status, a.error, a.address, a.answer
      from delivery_attempt a
      where a.delivery_id = :id and exists (select 1 from delivery where id = :id and tenant_id = :tenant)
      order by a.number
      """;

  /// What is under way or waits stays as it is, and so does what was for a deleted endpoint or
  /// tells of a deleted video.
  static final String REPLAY =
      """
      with chosen as materialized (
        select d.id from delivery d join webhook_endpoint e on e.id = d.endpoint_id
        where d.tenant_id = :tenant and d.state = any(cast(:states as text[])) and d.replayable and e.state <> 'DELETED'
          and (cast(:id as text) is null or d.id = :id)
          and (cast(:endpoint as text) is null or d.endpoint_id = :endpoint)
          and (cast(:created_from as timestamptz) is null or d.created_at >= :created_from)
          and (cast(:created_before as timestamptz) is null or d.created_at < :created_before)
          and d.id > :after
        order by d.id limit :limit for no key update of d),
      moved as (
        update delivery d set state = 'PENDING', finished_at = null, next_at = reelgate_now(),
          earlier_tries = d.tries, epoch = d.epoch + 1
        from chosen c where d.id = c.id
        returning d.id),
      noted as (
        insert into audit (actor, act, subject, detail)
        select :actor, 'replay-delivery', id, :tenant from moved)
      select id from moved order by id
      """;

  private final JdbcClient jdbc;

  DeliveryLog(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A delivery as its tenant may see it.
  ///
  /// @param endpointId null for a callback_url
  record Row(
      String id,
      String eventId,
      String eventType,
      @Nullable String videoId,
      @Nullable String endpointId,
      String state,
      int tries,
      Instant createdAt,
      @Nullable Instant finishedAt,
      @Nullable Instant nextAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError) {}

  /// One try of it.
  record Try(
      int number,
      Instant startedAt,
      @Nullable Integer durationMs,
      @Nullable String outcome,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String address,
      @Nullable String answer) {}

  /// Which deliveries to put in line again.
  ///
  /// @param states of those to replay
  /// @param after only what has a greater id
  record Selection(
      List<String> states,
      @Nullable String id,
      @Nullable String endpointId,
      @Nullable Instant createdFrom,
      @Nullable Instant createdBefore,
      String after) {
    Selection {
      states = List.copyOf(states);
    }
  }

  Optional<Row> find(TenantId tenant, String id) {
    return jdbc.sql(SELECT + " and d.id = :id")
        .param("tenant", tenant.value())
        .param("id", id)
        .query(Row.class)
        .optional();
  }

  List<Row> list(
      TenantId tenant,
      @Nullable String endpointId,
      @Nullable String state,
      String before,
      int limit) {
    return Sql.list(
        jdbc.sql(LIST)
            .param("tenant", tenant.value())
            .param("endpoint", endpointId)
            .param("state", state)
            .param("before", before)
            .param("limit", limit)
            .query(Row.class));
  }

  List<Try> tries(TenantId tenant, String id) {
    return Sql.list(
        jdbc.sql(TRIES).param("tenant", tenant.value()).param("id", id).query(Try.class));
  }

  /// Answers the ids of those that were put in line, oldest first.
  List<String> replay(TenantId tenant, Selection selection, String actor, int limit) {
    return Sql.list(
        jdbc.sql(REPLAY)
            .param("tenant", tenant.value())
            .param("states", selection.states().toArray(String[]::new))
            .param("id", selection.id())
            .param("endpoint", selection.endpointId())
            .param("created_from", utc(selection.createdFrom()))
            .param("created_before", utc(selection.createdBefore()))
            .param("after", selection.after())
            .param("actor", actor)
            .param("limit", limit)
            .query(String.class));
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
