package io.reelgate.webhook.delivery;

import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Puts endpoints and deliveries into the tables, and looks at them.
@TestComponent
record DeliverySteps(JdbcClient jdbc) {
  private static final String DELIVERIES =
      """
      with events as (
        insert into webhook_event (id, tenant_id, type, sequence, body)
        select 'evt_' || reelgate_ulid(), :tenant, 'video.completed', 1, '{}'::bytea
        from generate_series(1, :number) returning id)
      insert into delivery (tenant_id, endpoint_id, event_id, event_type, next_at)
      select :tenant, :endpoint, id, 'video.completed', reelgate_now() + cast(:in as interval) from events
      """;

  /// Once nobody sends any more.
  void forgetAllWithin(Duration patience) {
    await().atMost(patience).until(() -> count("delivery", "state = 'SENDING'") == 0);
    forgetAll();
  }

  void delivered(String tenant, long number, Duration patience) {
    String ofTenant = "state = 'DELIVERED' and tenant_id = '" + tenant + "'";
    await().atMost(patience).until(() -> count("delivery", ofTenant) == number);
  }

  void forgetAll() {
    jdbc.sql("truncate delivery, delivery_attempt, webhook_event, webhook_secret, webhook_endpoint")
        .update();
  }

  String tenant(String name) {
    return text("insert into tenant (name) values ('" + name + "') returning id");
  }

  String endpoint(String tenant) {
    return endpoint(tenant, "https://a.example.org/");
  }

  String endpoint(String tenant, String url) {
    return jdbc.sql(
            """
            insert into webhook_endpoint (tenant_id, kind, name, url, event_types)
            values (:tenant, 'REGISTERED', 'n', :url, array['video.completed', 'endpoint.disabled']) returning id
            """)
        .param("tenant", tenant)
        .param("url", url)
        .query(String.class)
        .single();
  }

  void deliveries(String tenant, String endpoint, int number) {
    deliveries(tenant, endpoint, number, Duration.ZERO);
  }

  void deliveries(String tenant, String endpoint, int number, Duration in) {
    jdbc.sql(DELIVERIES)
        .param("tenant", tenant)
        .param("endpoint", endpoint)
        .param("number", number)
        .param("in", Sql.interval(in))
        .update();
  }

  List<String> endpoints(String tenant, int number) {
    return IntStream.range(0, number).mapToObj(each -> endpoint(tenant)).toList();
  }

  String text(String sql) {
    return Objects.requireNonNull(jdbc.sql(sql).query(String.class).single());
  }

  long count(String table, String condition) {
    return jdbc.sql("select count(*) from " + table + " where " + condition)
        .query(Long.class)
        .single();
  }

  void passes(Duration time) {
    jdbc.sql(
            """
            update webhook_endpoint set open_until = open_until - cast(:time as interval),
              failing_since = failing_since - cast(:time as interval)
            """)
        .param("time", Sql.interval(time))
        .update();
    jdbc.sql(
            """
            update delivery set next_at = next_at - cast(:time as interval),
              lease_until = lease_until - cast(:time as interval)
            """)
        .param("time", Sql.interval(time))
        .update();
  }
}
