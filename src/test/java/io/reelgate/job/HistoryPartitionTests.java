package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.database.Sql;
import io.reelgate.testing.IdleGatewayTest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
class HistoryPartitionTests {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'event_'yyyy_MM");

  @Autowired private Chores chores;
  @Autowired private JdbcClient jdbc;

  @Test
  void monthsToComeAreMadeAndOldOnesDroppedOncePerDay() {
    LocalDate now =
        jdbc.sql("select date_trunc('month', now() at time zone 'UTC')::date")
            .query(LocalDate.class)
            .single();
    LocalDate old = now.minusMonths(15);
    LocalDate kept = now.minusMonths(12);
    partition(old);
    partition(kept);
    jdbc.sql("drop table " + NAME.format(now.plusMonths(3))).update();
    jdbc.sql("update chore set next_at = now() where name = 'event-partitions'").update();

    chores.partitions();

    assertThat(partitions())
        .contains(NAME.format(kept), NAME.format(now), NAME.format(now.plusMonths(3)))
        .doesNotContain(NAME.format(old));

    partition(old);
    chores.partitions();
    assertThat(partitions()).as("not again today").contains(NAME.format(old));
  }

  private void partition(LocalDate month) {
    jdbc.sql(
            "create table %s partition of event for values from ('%s') to ('%s')"
                .formatted(NAME.format(month), month, month.plusMonths(1)))
        .update();
  }

  private List<String> partitions() {
    return Sql.list(
        jdbc.sql(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'event'::regclass")
            .query(String.class));
  }
}
