package io.reelgate.webhook.delivery;

import io.reelgate.database.Sql;
import io.reelgate.job.CallbackFormat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Who wants to hear of what, and the rows that see to it. Always within the transaction of the
/// change.
@Repository
class EventRows {
  /// One look for all jobs of the transaction, by the primary key of the job and the few endpoints
  /// of its tenant. A deleted video is told of no more. Where the callback wants another format
  /// than the endpoints, that is an event of its own.
  static final String INTERESTED =
      """
      select j.id as job_id, j.tenant_id, 'evt_' || reelgate_ulid() as event_id, t.type, t.format,
        reelgate_now() as created_at, t.url as callback_url, t.endpoints,
        coalesce(
          (select w.event_sequence from job_work w where w.job_id = j.id),
          (select max(v.sequence) from event v where v.month = j.month and v.job_id = j.id)) as sequence
      from unnest(cast(:jobs as text[])) as asked(id)
      join job j on j.id = asked.id and j.deleted_at is null
      cross join lateral (select coalesce(cast(:type as text),
        case j.final_state when 'COMPLETED' then 'video.completed' else 'video.failed' end) as type) s
      cross join lateral (select case when cast(:type as text) is null then j.callback_url end as url) c
      cross join lateral (select array(
        select e.id from webhook_endpoint e
        where e.tenant_id = j.tenant_id and e.kind = 'REGISTERED' and e.state <> 'DELETED'
          and s.type = any(e.event_types)) as ids) e
      cross join lateral (
        select 'STANDARD' as format, s.type, e.ids as endpoints,
          case when j.callback_format = 'STANDARD' then c.url end as url
        union all
        select 'OPENROUTER', 'video.generation.' || lower(j.final_state), array[]::text[], c.url
        where j.callback_format = 'OPENROUTER') t
      where t.url is not null or cardinality(t.endpoints) > 0
      """;

  /// The endpoints of callbacks come with the first event for their origin.
  static final String INSERT =
      """
      with told as materialized (
        select * from jsonb_to_recordset(cast(:events as jsonb)) as t(event_id text, tenant_id text,
          type text, format text, job_id text, sequence int, body text, endpoints text[], callback_url text,
          callback_origin text)),
      events as (
        insert into webhook_event (id, tenant_id, type, format, job_id, sequence, body)
        select event_id, tenant_id, type, format, job_id, sequence, convert_to(body, 'UTF8') from told),
      origins as (
        insert into webhook_endpoint (tenant_id, kind, name, url, event_types)
        select distinct t.tenant_id, 'CALLBACK', 'callback_url', t.callback_origin, array[]::text[]
        from told t
        where t.callback_origin is not null and not exists (
          select 1 from webhook_endpoint old
          where old.tenant_id = t.tenant_id and old.url = t.callback_origin and old.kind = 'CALLBACK')
        order by 1, 4
        -- somebody else's insert, which this statement cannot see, is answered too
        on conflict (tenant_id, url) where kind = 'CALLBACK' do update set kind = excluded.kind
        returning id, tenant_id, url)
      insert into delivery (tenant_id, endpoint_id, event_id, event_type, job_id, url)
      select t.tenant_id, e.id, t.event_id, t.type, t.job_id, null
      from told t cross join lateral unnest(t.endpoints) as e(id)
      union all
      select t.tenant_id, coalesce(o.id, old.id), t.event_id, t.type, t.job_id, t.callback_url
      from told t
      left join origins o on o.tenant_id = t.tenant_id and o.url = t.callback_origin
      left join webhook_endpoint old
        on old.tenant_id = t.tenant_id and old.url = t.callback_origin and old.kind = 'CALLBACK'
      where t.callback_origin is not null and coalesce(o.id, old.id) is not null
      """;

  /// The others of the tenant that want to hear that an endpoint was switched off.
  private static final String NEIGHBOURS =
      """
      select null as job_id, d.tenant_id, 'evt_' || reelgate_ulid() as event_id, :type as type,
        reelgate_now() as created_at, null as callback_url,
        array_agg(e.id) as endpoints, 1 as sequence
      from webhook_endpoint d
      join webhook_endpoint e on e.tenant_id = d.tenant_id and e.id <> d.id and e.kind = 'REGISTERED'
        and e.state = 'ENABLED' and :type = any(e.event_types)
      where d.id = :id group by d.tenant_id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper mapper =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  EventRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// An event that somebody wants to hear of, without its bytes.
  ///
  /// @param sequence its number among the events of its job
  record Wanted(
      @Nullable String jobId,
      String tenantId,
      String eventId,
      String type,
      CallbackFormat format,
      Instant createdAt,
      @Nullable String callbackUrl,
      List<String> endpoints,
      int sequence) {
    Wanted {
      endpoints = List.copyOf(endpoints);
    }

    /// The URL may hold a secret.
    @Override
    public String toString() {
      return "Wanted[" + eventId + ", " + type + ", " + endpoints + "]";
    }
  }

  /// An event with its bytes.
  record Told(
      String eventId,
      String tenantId,
      String type,
      CallbackFormat format,
      @Nullable String jobId,
      int sequence,
      String body,
      List<String> endpoints,
      @Nullable String callbackUrl,
      @Nullable String callbackOrigin) {
    @Override
    public String toString() {
      return "Told[" + eventId + ", " + type + "]";
    }
  }

  /// @param type of the event; null where the end of each job decides, and its callback is told too
  List<Wanted> interested(List<String> jobs, @Nullable String type) {
    return Sql.list(
        jdbc.sql(INTERESTED)
            .param("jobs", jobs.toArray(String[]::new))
            .param("type", type)
            .query((row, number) ->
                new Wanted(
                    row.getString("job_id"),
                    row.getString("tenant_id"),
                    row.getString("event_id"),
                    row.getString("type"),
                    CallbackFormat.valueOf(row.getString("format")),
                    row.getTimestamp("created_at").toInstant(),
                    row.getString("callback_url"),
                    endpoints(row),
                    row.getInt("sequence"))));
  }

  List<Wanted> neighbours(String endpointId, String type) {
    return Sql.list(
        jdbc.sql(NEIGHBOURS)
            .param("id", endpointId)
            .param("type", type)
            .query((row, number) ->
                new Wanted(
                    null,
                    row.getString("tenant_id"),
                    row.getString("event_id"),
                    row.getString("type"),
                    CallbackFormat.STANDARD,
                    row.getTimestamp("created_at").toInstant(),
                    null,
                    endpoints(row),
                    row.getInt("sequence"))));
  }

  /// Answers how many deliveries there are to make now.
  int insert(List<Told> events) {
    return jdbc.sql(INSERT).param("events", mapper.writeValueAsString(events)).update();
  }

  private static List<String> endpoints(ResultSet row) throws SQLException {
    return List.of((String[]) row.getArray("endpoints").getArray());
  }
}
