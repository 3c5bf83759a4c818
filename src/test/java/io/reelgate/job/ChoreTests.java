package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.IdleGatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IdleGatewayTest
class ChoreTests {
  private static final String KEYS =
      """
      insert into idempotency (tenant_id, method, path, key, fingerprint, status, created_at)
      select :tenant, 'POST', '/v1/videos', :age || n, sha256('x'), 200, now() - cast(:age as interval)
      from generate_series(1, :number) n
      """;

  @Autowired private Chores chores;
  @Autowired private JdbcClient jdbc;

  @Test
  void allOldKeysAreForgottenHoweverManyThereAre() {
    String tenant =
        jdbc.sql("insert into tenant (name) values ('chores') returning id")
            .query(String.class)
            .single();
    keys(tenant, "31 days", 2_300);
    keys(tenant, "29 days", 7);
    jdbc.sql("update chore set next_at = now() where name = 'trim-idempotency-keys'").update();

    chores.trimKeys();

    assertThat(
            jdbc.sql("select count(*) from idempotency where tenant_id = :tenant")
                .param("tenant", tenant)
                .query(Long.class)
                .single())
        .isEqualTo(7);
  }

  private void keys(String tenant, String age, int number) {
    jdbc.sql(KEYS).param("tenant", tenant).param("age", age).param("number", number).update();
  }
}
