package io.reelgate.webhook;

import io.reelgate.tenant.TenantId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The registered endpoints of a tenant, and what it does to them. What was deleted is not found.
@Repository
class EndpointQueries {
  private static final String SELECT =
      """
      select e.id, e.name, e.url, e.event_types, e.state, e.disabled_reason, e.created_at, e.updated_at,
        (select s.hint from webhook_secret s
          where s.tenant_id = e.tenant_id and s.endpoint_id = e.id and s.expires_at is null) as hint
      from webhook_endpoint e
      where e.tenant_id = :tenant and e.kind = 'REGISTERED' and e.state <> 'DELETED'
      """;

  private static final String INSERT =
      """
      insert into webhook_endpoint (tenant_id, kind, name, url, event_types)
      select :tenant, 'REGISTERED', :name, :url, :types
      where (select count(*) from webhook_endpoint
        where tenant_id = :tenant and kind = 'REGISTERED' and state <> 'DELETED') < :most
      returning id
      """;

  /// What changes the address or switches it on begins without the failures of the past.
  private static final String UPDATE =
      """
      update webhook_endpoint set name = :name, url = :url, event_types = :types,
        state = case when :enabled then 'ENABLED' else 'DISABLED' end,
        disabled_reason = case when not :enabled then coalesce(disabled_reason, 'tenant') end,
        disabled_at = case when not :enabled then coalesce(disabled_at, reelgate_now()) end,
        failures = case when :fresh then 0 else failures end,
        failing_since = case when not :fresh then failing_since end,
        open_until = case when not :fresh then open_until end,
        updated_at = reelgate_now()
      where id = :id and tenant_id = :tenant and kind = 'REGISTERED' and state <> 'DELETED'
      """;

  private static final String DELETE =
      """
      with gone as (
        update webhook_endpoint set state = 'DELETED', url = '', disabled_reason = null,
          disabled_at = null, updated_at = reelgate_now()
        where id = :id and tenant_id = :tenant and kind = 'REGISTERED' and state <> 'DELETED'
        returning id),
      secrets as (
        delete from webhook_secret s using gone where s.tenant_id = :tenant and s.endpoint_id = gone.id),
      dead as (
        update delivery d set state = 'DEAD', finished_at = reelgate_now(), last_error = 'endpoint_deleted'
        from gone where d.endpoint_id = gone.id and d.state = 'PENDING')
      select count(*) from gone
      """;

  private final JdbcClient jdbc;

  EndpointQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Endpoint> find(TenantId tenant, EndpointId id) {
    return jdbc.sql(SELECT + " and e.id = :id")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, number) -> endpoint(row))
        .optional();
  }

  /// Held until the end of the transaction.
  Optional<Endpoint> lock(TenantId tenant, EndpointId id) {
    return jdbc.sql(SELECT + " and e.id = :id for no key update of e")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, number) -> endpoint(row))
        .optional();
  }

  /// Newest first, from the one after {@code before}.
  List<Endpoint> list(TenantId tenant, String before, int limit) {
    List<Endpoint> found = new ArrayList<>();
    jdbc.sql(SELECT + " and e.id < :before order by e.id desc limit :limit")
        .param("tenant", tenant.value())
        .param("before", before)
        .param("limit", limit)
        .query((row, number) -> endpoint(row))
        .list()
        .forEach(each -> found.add(Objects.requireNonNull(each)));
    return found;
  }

  /// Empty when the tenant has as many as it may have.
  Optional<EndpointId> insert(TenantId tenant, EndpointInput input, int most) {
    return jdbc.sql(INSERT)
        .param("tenant", tenant.value())
        .param("name", input.name())
        .param("url", input.url())
        .param("types", input.eventTypes().toArray(String[]::new))
        .param("most", most)
        .query(String.class)
        .optional()
        .map(EndpointId::new);
  }

  void update(TenantId tenant, EndpointId id, EndpointInput input, boolean fresh) {
    jdbc.sql(UPDATE)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .param("name", input.name())
        .param("url", input.url())
        .param("types", input.eventTypes().toArray(String[]::new))
        .param("enabled", input.enabled())
        .param("fresh", fresh)
        .update();
  }

  /// What is being sent there just now is given up by its sender.
  void delete(TenantId tenant, EndpointId id) {
    jdbc.sql(DELETE)
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(Long.class)
        .single();
  }

  private static Endpoint endpoint(ResultSet row) throws SQLException {
    return new Endpoint(
        new EndpointId(row.getString("id")),
        row.getString("name"),
        row.getString("url"),
        types(row.getArray("event_types")),
        row.getString("state").equals("ENABLED"),
        row.getString("disabled_reason"),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("updated_at").toInstant(),
        Objects.requireNonNullElse(row.getString("hint"), ""));
  }

  private static List<String> types(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }
}
