package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
class TrimTests {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'delivery_attempt_'yyyy_MM");

  private static final String EVENTS =
      """
      insert into webhook_event (id, tenant_id, type, sequence, body, created_at)
      select 'evt_' || reelgate_ulid(), :tenant, 'endpoint.disabled', n, '{}', now() - cast(:age as interval)
      from generate_series(1, :number) n
      """;

  @Autowired private DeliveryChores chores;
  @Autowired private JdbcClient jdbc;

  @Test
  void allOldEventsAreForgottenHoweverManyThereAre() {
    String tenant =
        jdbc.sql("insert into tenant (name) values ('trim') returning id")
            .query(String.class)
            .single();
    events(tenant, "31 days", 2_300);
    events(tenant, "29 days", 7);
    jdbc.sql("update chore set next_at = now() where name = 'trim-deliveries'").update();

    chores.trim();

    assertThat(
            jdbc.sql("select count(*) from webhook_event where tenant_id = :tenant")
                .param("tenant", tenant)
                .query(Long.class)
                .single())
        .isEqualTo(7);
  }

  @Test
  void oldTriesGoByTheMonthAndMonthsToComeAreMade() {
    LocalDate now =
        jdbc.sql("select date_trunc('month', now() at time zone 'UTC')::date")
            .query(LocalDate.class)
            .single();
    String old = NAME.format(now.minusMonths(3));
    jdbc.sql(
            "create table %s partition of delivery_attempt for values from ('%s') to ('%s')"
                .formatted(old, now.minusMonths(3), now.minusMonths(2)))
        .update();
    jdbc.sql("drop table if exists " + NAME.format(now.plusMonths(3))).update();
    jdbc.sql("update chore set next_at = now() where name = 'delivery-partitions'").update();

    chores.partitions();

    assertThat(
            jdbc.sql(
                    "select inhrelid::regclass::text from pg_inherits where inhparent = 'delivery_attempt'::regclass")
                .query(String.class)
                .list())
        .contains(NAME.format(now), NAME.format(now.plusMonths(3)))
        .doesNotContain(old);
  }

  private void events(String tenant, String age, int number) {
    jdbc.sql(EVENTS).param("tenant", tenant).param("age", age).param("number", number).update();
  }
}
