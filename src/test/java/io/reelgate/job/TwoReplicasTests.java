package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Two replicas that only work, on jobs that were posted to a third one.
@IdleGatewayTest
@Import(JobSteps.class)
class TwoReplicasTests {
  private static final int JOBS = 2_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// Copies of one job that differ in their prompts.
  private static final String COPIES =
      """
      with made as (
        insert into job (tenant_id, api_key_id, live, model, operation, spec, policy, metadata, warnings,
          fingerprint, deadline_at, prices, estimated_usd_micros, worst_usd_micros, reserved_usd_micros)
        select j.tenant_id, j.api_key_id, j.live, j.model, j.operation,
          jsonb_set(j.spec, '{prompt}', to_jsonb('Lantern number ' || n)), j.policy, j.metadata, j.warnings,
          j.fingerprint, j.deadline_at, j.prices, j.estimated_usd_micros, j.worst_usd_micros, j.reserved_usd_micros
        from job j, generate_series(2, :jobs) n where j.id = :id
        returning id, month, created_at, deadline_at),
      work as (
        insert into job_work (job_id, state, run_at, deadline_at, month, expected_ms)
        select id, 'QUEUED', created_at, deadline_at, month, 300 from made)
      insert into event (month, job_id, sequence, type) select month, id, 1, 'queued' from made
      """;

  @Autowired private TestGateway gateway;
  @Autowired private JobSteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;

  @Test
  void noJobIsHandledTwice() {
    steps.forgetAll();
    gateway.resetSandbox();
    jdbc.sql(COPIES).param("jobs", JOBS).param("id", steps.queued()).update();
    Set<String> workers = new HashSet<>();

    try (Replica first = worker();
        Replica second = worker()) {
      assertThat(List.of(first, second)).doesNotHaveDuplicates();
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> {
            workers.addAll(workers());
            return jdbc.sql("select count(*) from job_work").query(Long.class).single() == 0;
          });
    }

    assertThat(workers).as("both replicas worked").hasSize(2);
    assertThat(count("select count(*) from job where final_state = 'COMPLETED'")).isEqualTo(JOBS);
    assertThat(count("select count(*) from attempt where state = 'SUCCEEDED'")).isEqualTo(JOBS);
    for (String type : List.of("leased", "submitting", "generating", "storing", "completed")) {
      assertThat(count("select count(*) from event where type = '" + type + "'"))
          .as(type)
          .isEqualTo(JOBS);
    }
    JsonNode counts = gateway.sandboxCounts();
    assertThat(counts.required("accepted").asInt()).isEqualTo(JOBS);
    assertThat(counts.required("paid_again").asInt()).isZero();
  }

  private Replica worker() {
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        "submit,poll",
        "reelgate.jobs.batch=20",
        // nobody has to wait for a connection or for its turn, and so be leased again
        "reelgate.database.connection-timeout=30s",
        "reelgate.admission.accounts.wavespeed.sandbox.submits=64",
        "reelgate.sandbox.base-url=http://127.0.0.1:" + gateway.port() + "/sandbox");
  }

  private List<String> workers() {
    return Sql.list(
        jdbc.sql("select distinct worker from job_work where worker is not null")
            .query(String.class));
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
