package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.job.CallbackFormat;
import io.reelgate.tenant.TenantId;
import io.reelgate.webhook.EndpointId;
import io.reelgate.webhook.WebhookProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Takes deliveries to send. Fair between endpoints, because each has a few places and no more, and
/// between tenants, because they take turns; so nobody who hangs holds up the others.
@Repository
class DeliveryClaims {
  /// The endpoints that something waits for are found by jumping along the index, one look each.
  /// Those that may be sent to are locked, the tenants taking turns; who is being looked at is
  /// passed over.
  static final String ENDPOINTS =
      """
      with recursive waiting as (
        (select endpoint_id, next_at from delivery
          where state = 'PENDING' order by endpoint_id, next_at limit 1)
        union all
        (select n.endpoint_id, n.next_at
          from waiting w cross join lateral (
            select d.endpoint_id, d.next_at from delivery d
            where d.state = 'PENDING' and d.endpoint_id > w.endpoint_id
            order by d.endpoint_id, d.next_at limit 1) n)),
      flying as materialized (
        select endpoint_id, count(distinct worker) as n from delivery
        where state = 'SENDING' group by endpoint_id),
      ready as materialized (
        select e.id, w.next_at,
          row_number() over (partition by e.tenant_id order by coalesce(f.n, 0), w.next_at)
            + sum(coalesce(f.n, 0)) over (partition by e.tenant_id) as turn
        from waiting w
        join webhook_endpoint e on e.id = w.endpoint_id
        left join flying f on f.endpoint_id = e.id
        where w.next_at <= reelgate_now() and e.state = 'ENABLED'
          and (e.open_until is null or e.open_until <= reelgate_now() and coalesce(f.n, 0) = 0)
          and coalesce(f.n, 0) < :per_endpoint)
      select e.id from ready r join webhook_endpoint e on e.id = r.id
      order by r.turn, r.next_at limit :limit
      for no key update of e skip locked
      """;

  private static final String TAKE =
      """
      claimed as (
        update delivery d set state = 'SENDING', epoch = d.epoch + 1, tries = d.tries + 1,
          worker = coalesce(cast(:sender as text), :process || '/' || d.id),
          lease_until = reelgate_now() + cast(:lease as interval)
        from chosen c where d.id = c.id and d.state = 'PENDING'
        returning d.*),
      noted as (
        insert into delivery_attempt (month, delivery_id, number, started_at)
        select date_trunc('month', reelgate_now() at time zone 'UTC')::date, id, tries, reelgate_now()
        from claimed),
      -- one probe of a closed endpoint, and the next no sooner than this one can be over
      probed as (
        update webhook_endpoint e set open_until = reelgate_now() + cast(:lease as interval)
        from claimed c where e.id = c.endpoint_id and e.open_until is not null)
      select c.id, c.epoch, c.tenant_id, c.endpoint_id, e.kind, c.event_id, c.event_type, v.format, c.job_id,
        coalesce(c.url, e.url) as url, convert_from(v.body, 'UTF8') as body, c.worker, c.tries, c.tries - c.earlier_tries as round,
        date_trunc('month', reelgate_now() at time zone 'UTC')::date as month,
        floor(extract(epoch from reelgate_now()) * 1000)::bigint as claimed_at,
        floor(extract(epoch from reelgate_now() - c.created_at) * 1000)::bigint as waited
      from claimed c
      join webhook_endpoint e on e.id = c.endpoint_id
      join webhook_event v on v.id = c.event_id
      order by c.created_at, c.id
      """;

  /// A statement of its own, that sees what was committed before the locks were had. A tenant
  /// beyond its share gets only what leaves room for others who may come.
  static final String DELIVERIES =
      """
      with free as materialized (
        select e.id, case when e.open_until is null then :per_endpoint else 1 end
          - (select count(distinct f.worker) from delivery f
            where f.endpoint_id = e.id and f.state = 'SENDING') as places
        from webhook_endpoint e where e.id = any(cast(:endpoints as text[]))),
      flying as materialized (
        select tenant_id, count(distinct worker) as n from delivery
        where state = 'SENDING' and starts_with(worker, :process || '/') group by tenant_id),
      due as materialized (
        select d.id, d.tenant_id, d.next_at, d.place
        from free cross join lateral (
          select p.id, p.tenant_id, p.next_at, row_number() over (order by p.next_at, p.id) as place
          from delivery p
          where p.endpoint_id = free.id and p.state = 'PENDING' and p.next_at <= reelgate_now()
          order by p.next_at, p.id limit greatest(free.places, 0)) d),
      turns as (
        select d.id, d.next_at, coalesce(f.n, 0)
          + row_number() over (partition by d.tenant_id order by d.place, d.next_at) as turn
        from due d left join flying f on f.tenant_id = d.tenant_id),
      chosen as materialized (
        select id from (
          select id, turn, next_at, row_number() over (order by turn, next_at) as place from turns) t
        where turn <= :share or place <= :spare
        order by place limit :limit),
      """
          + TAKE;

  /// The sender that is done with an endpoint's deliveries takes the next of it.
  static final String NEXT =
      """
      with chosen as materialized (
        select d.id from delivery d join webhook_endpoint e on e.id = d.endpoint_id
        where d.endpoint_id = :endpoint and d.state = 'PENDING' and d.next_at <= reelgate_now()
          and e.state = 'ENABLED' and e.open_until is null
        order by d.next_at, d.id limit :most for update of d skip locked),
      """
          + TAKE;

  private final JdbcClient jdbc;
  private final WebhookProperties properties;
  private final String process = "deliver-" + UUID.randomUUID();

  DeliveryClaims(JdbcClient jdbc, WebhookProperties properties) {
    this.jdbc = jdbc;
    this.properties = properties;
  }

  /// Takes deliveries for as many senders, one each.
  ///
  /// @param spare how many of them may go to tenants beyond their share
  @Transactional
  public List<ClaimedDelivery> claim(int limit, int spare) {
    long takenAt = System.nanoTime();
    List<String> endpoints =
        Sql.list(
            jdbc.sql(ENDPOINTS)
                .param("per_endpoint", properties.perEndpoint())
                .param("limit", limit)
                .query(String.class));
    if (endpoints.isEmpty()) {
      return List.of();
    }
    return Sql.list(
        taking(DELIVERIES, null)
            .param("per_endpoint", properties.perEndpoint())
            .param("endpoints", endpoints.toArray(String[]::new))
            .param("share", Math.max(1, properties.senders() / 4))
            .param("spare", spare)
            .param("limit", limit)
            .query((row, number) -> claimed(row, takenAt)));
  }

  /// What a sender goes on with, within the transaction that ends its tries at the endpoint.
  ///
  /// @param most how many at most
  List<ClaimedDelivery> next(ClaimedDelivery last, int most, long takenAt) {
    return Sql.list(
        taking(NEXT, last.sender())
            .param("endpoint", last.endpointId())
            .param("most", most)
            .query((row, number) -> claimed(row, takenAt)));
  }

  private JdbcClient.StatementSpec taking(String sql, @Nullable String sender) {
    return jdbc.sql(sql)
        .param("process", process)
        .param("sender", sender, Types.VARCHAR)
        .param("lease", Sql.interval(properties.lease()));
  }

  private static ClaimedDelivery claimed(ResultSet row, long takenAt) throws SQLException {
    boolean registered = row.getString("kind").equals("REGISTERED");
    String endpoint = row.getString("endpoint_id");
    return new ClaimedDelivery(
        row.getString("id"),
        row.getInt("epoch"),
        new TenantId(row.getString("tenant_id")),
        registered ? new EndpointId(endpoint) : null,
        endpoint,
        row.getString("event_id"),
        row.getString("event_type"),
        CallbackFormat.valueOf(row.getString("format")),
        row.getString("job_id"),
        row.getString("url"),
        row.getString("body"),
        row.getString("worker"),
        row.getInt("tries"),
        row.getInt("round"),
        row.getObject("month", LocalDate.class),
        row.getLong("claimed_at"),
        row.getLong("waited"),
        takenAt);
  }
}
