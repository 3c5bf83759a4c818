package io.reelgate.job;

import io.reelgate.database.Sql;
import io.reelgate.job.JobSteps.Sent;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.work.WorkHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Loses the answers of scripted providers, and has the reconciler look into that when a test says.
@TestComponent
class UnknownSteps {
  static final Failure LOST = Failure.of(FailureKind.NETWORK, "reset", "the answer was lost");
  static final String UPSTREAM = "acme/video";
  static final Duration LEASE = Duration.ofSeconds(90);
  static final Duration TRUST = Duration.ofSeconds(80);

  private final JobSteps steps;
  private final JobMoves moves;
  private final JobJson json;
  private final JdbcClient jdbc;
  private final UnknownClaims claims;
  private final WorkHandler<UnknownJob> reconciler;

  UnknownSteps(
      JobSteps steps,
      JobMoves moves,
      JobJson json,
      JdbcClient jdbc,
      UnknownClaims claims,
      WorkHandler<UnknownJob> reconciler) {
    this.steps = steps;
    this.moves = moves;
    this.json = json;
    this.jdbc = jdbc;
    this.claims = claims;
    this.reconciler = reconciler;
  }

  /// One scripted provider for each class.
  @TestConfiguration(proxyBeanMethods = false)
  static class Adapters {
    @Bean
    ScriptedAdapter dedupes() {
      return new ScriptedAdapter(ProviderClass.DEDUPES);
    }

    @Bean
    ScriptedAdapter searches() {
      return new ScriptedAdapter(ProviderClass.SEARCHES);
    }

    @Bean
    ScriptedAdapter lists() {
      return new ScriptedAdapter(ProviderClass.LISTS);
    }

    @Bean
    ScriptedAdapter bills() {
      return new ScriptedAdapter(ProviderClass.BILLS);
    }
  }

  /// A job whose order may be on its way to the provider.
  Sent sending(ProviderAdapter adapter) {
    Sent sent = steps.submitting();
    jdbc.sql(
            """
            update attempt set provider = :provider, account = :account, upstream = :upstream,
              request_hash = decode(:hash, 'hex')
            where token = :token
            """)
        .param("provider", adapter.id().value())
        .param("account", ScriptedAdapter.ACCOUNT)
        .param("upstream", UPSTREAM)
        .param("hash", Sha256.hex(json.write(sent.job().spec())))
        .param("token", sent.token())
        .update();
    return sent;
  }

  /// The same, but a real offer is found again.
  Sent sendingAgainPossible(ProviderAdapter adapter) {
    Sent sent = sending(adapter);
    jdbc.sql("update attempt set upstream = :upstream where token = :token")
        .param("upstream", "bytedance/seedance-2.0-mini/text-to-video")
        .param("token", sent.token())
        .update();
    return sent;
  }

  Sent lost(ProviderAdapter adapter) {
    return parked(sending(adapter));
  }

  Sent lostButPossible(ProviderAdapter adapter) {
    return parked(sendingAgainPossible(adapter));
  }

  Sent parked(Sent sent) {
    if (!moves.parked(sent.job(), sent.token(), LOST)) {
      throw new IllegalStateException("not parked");
    }
    return sent;
  }

  /// As if it had been sent so much earlier.
  Sent older(Sent sent, Duration age) {
    jdbc.sql(
            """
            update attempt set prepared_at = prepared_at - cast(:age as interval)
            where token = :token
            """)
        .param("age", Sql.interval(age))
        .param("token", sent.token())
        .update();
    return sent;
  }

  /// Every unknown job is looked into, due or not.
  void look() {
    jdbc.sql("update job_work set next_check_at = reelgate_now() where state = 'UNKNOWN'").update();
    claims.claim(1000, LEASE, TRUST).forEach(reconciler::handle);
  }

  List<UnknownJob> claim() {
    return claims.claim(1000, LEASE, TRUST);
  }

  Map<String, @Nullable Object> attempt(UUID token) {
    return jdbc.sql("select * from attempt where token = :token")
        .param("token", token)
        .query()
        .singleRow();
  }

  Map<String, @Nullable Object> job(String id) {
    return jdbc.sql("select * from job where id = :id").param("id", id).query().singleRow();
  }

  /// Seconds until its next look.
  double untilNextLook(String id) {
    return jdbc.sql(
            """
            select extract(epoch from next_check_at - reelgate_now())::double precision
            from job_work where job_id = :id
            """)
        .param("id", id)
        .query(Double.class)
        .single();
  }
}
