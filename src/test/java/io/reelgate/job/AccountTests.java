package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.database.Sql;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Two real accounts of one provider, whose server is this gateway's simulator.
@IdleGatewayTest
@Import(AccountTests.Watched.class)
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
    properties = {
      "reelgate.providers.wavespeed.accounts.first.key=key-of-first",
      "reelgate.providers.wavespeed.accounts.second.key=key-of-second"
    })
class AccountTests {
  private static final int JOBS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ACCOUNTS = "reelgate.providers.wavespeed.accounts.";

  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;
  @Autowired private Environment environment;
  @Autowired private Watched watched;

  /// Who asked the simulator for what.
  @TestConfiguration(proxyBeanMethods = false)
  static class Watched {
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    record Call(String method, String path, String key) {}

    @Bean
    Filter watch() {
      return (request, response, chain) -> {
        var http = (HttpServletRequest) request;
        if (http.getRequestURI().startsWith("/sandbox/wavespeed/api/")) {
          String key = String.valueOf(http.getHeader("Authorization"));
          calls.add(new Call(http.getMethod(), http.getRequestURI(), key.replace("Bearer ", "")));
        }
        chain.doFilter(request, response);
      };
    }

    /// How many orders each key has made.
    Map<String, Long> orders() {
      return calls.stream()
          .filter(call -> call.method().equals("POST"))
          .collect(Collectors.groupingBy(Call::key, Collectors.counting()));
    }

    List<String> keysThatAskedFor(String task) {
      return calls.stream()
          .filter(call -> call.method().equals("GET") && call.path().contains(task))
          .map(Call::key)
          .distinct()
          .toList();
    }
  }

  private record Task(String jobId, String account, String upstreamId) {}

  @Test
  void aJobStaysWithTheAccountThatItWasSubmittedWith(CapturedOutput log) {
    TestClient caller = new TestClient(gateway.port(), gateway.newKey("live"));
    for (int number = 0; number < JOBS; number++) {
      gateway.accepted(
          caller,
          "{\"prompt\":\"Number %d\",\"provider\":{\"only\":[\"wavespeed\"]}}".formatted(number));
    }

    try (Replica _ = replica("submit", "first", "second")) {
      await().atMost(PATIENCE).until(() -> count("w.state = 'GENERATING'") == JOBS);
    }
    assertThat(watched.orders()).isEqualTo(Map.of("key-of-first", 6L, "key-of-second", 6L));

    try (Replica _ = replica("poll", "first")) {
      awaitWhilePolling(() -> count("account = 'first' and final_state = 'COMPLETED'") == 6);
      awaitWhilePolling(() -> count("w.state = 'GENERATING' and polls > 2") == 6);
    }
    assertThat(count("account = 'second' and w.state = 'GENERATING'")).isEqualTo(6);
    for (Task task : tasks()) {
      if (task.account().equals("second")) {
        assertThat(log.getAll().lines())
            .anyMatch(line ->
                line.contains("ERROR")
                    && line.contains("wavespeed/second")
                    && line.contains(task.jobId()));
        assertThat(watched.keysThatAskedFor(task.upstreamId())).isEmpty();
      }
    }

    try (Replica _ = replica("poll", "first", "second")) {
      awaitWhilePolling(() -> count("final_state = 'COMPLETED'") == JOBS);
    }
    assertThat(tasks())
        .hasSize(JOBS)
        .allSatisfy(task ->
            assertThat(watched.keysThatAskedFor(task.upstreamId()))
                .containsExactly("key-of-" + task.account()));
  }

  private Replica replica(String roles, String... accounts) {
    List<String> settings = new ArrayList<>(List.of("reelgate.database.connection-timeout=30s"));
    for (String name : accounts) {
      settings.add(ACCOUNTS + name + ".key=key-of-" + name);
      settings.add(
          ACCOUNTS + name + ".base-url=http://127.0.0.1:" + gateway.port() + "/sandbox/wavespeed");
    }
    return Replica.start(
        environment.getRequiredProperty("spring.datasource.url"),
        roles,
        settings.toArray(String[]::new));
  }

  /// Real videos take minutes, so nobody would ask for one yet.
  private void awaitWhilePolling(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .until(() -> {
          jdbc.sql(
                  """
                  update job_work set next_poll_at = now()
                  where state = 'GENERATING' and polls = 0
                  """)
              .update();
          return condition.call();
        });
  }

  private long count(String condition) {
    return jdbc.sql(
            """
            select count(*) from job j join attempt a on a.job_id = j.id
            left join job_work w on w.job_id = j.id
            where (%s)
            """
                .formatted(condition))
        .query(Long.class)
        .single();
  }

  private List<Task> tasks() {
    return Sql.list(jdbc.sql("select job_id, account, upstream_id from attempt").query(Task.class));
  }
}
