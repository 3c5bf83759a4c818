package io.reelgate.faults;

import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.HttpProxy;
import io.reelgate.testing.OwnPostgres;
import io.reelgate.testing.PostgresProxy;
import io.reelgate.testing.QuickStart;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// A database that keeps its data, two replicas with proxies around them, and the judge: a replica
/// with the sandbox in this process, which outlives them all and stands at their public address.
final class FaultCluster implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(3);
  static final Duration SWEEP = Duration.ofMillis(500);
  static final Duration POLL_LEASE = Duration.ofSeconds(5);

  /// Five pages of a list, one second each, must fit into one look.
  static final Duration LOOK = Duration.ofSeconds(7);

  private static final int NODES = 2;
  private static final String[] QUICK = {
    "reelgate.jobs.lease=" + LEASE.toMillis() + "ms",
    "reelgate.jobs.margin=500ms",
    "reelgate.jobs.heartbeat=700ms",
    "reelgate.jobs.sweep=" + SWEEP.toMillis() + "ms",
    "reelgate.jobs.poll-lease=" + POLL_LEASE.toMillis() + "ms",
    "reelgate.jobs.poll-batch=20",
    "reelgate.jobs.submit-concurrency=8",
    "reelgate.jobs.batch=8",
    "reelgate.jobs.sandbox-expected=1s",
    "reelgate.providers.empiriolabs.requests-per-minute=60000",
    "reelgate.admission.pause=200ms",
    "reelgate.admission.check-every=400ms",
    "reelgate.admission.probe-lease=2s",
    "reelgate.reconcile.lease=" + LOOK.toMillis() + "ms",
    "reelgate.reconcile.schedule=300ms,1s,2s",
    "reelgate.reconcile.list-before=1s",
    "reelgate.reconcile.list-after=500ms",
    "reelgate.reconcile.window=12s",
    "reelgate.reconcile.resend-window=60s"
  };

  private final OwnPostgres postgres = OwnPostgres.start();
  private final QuickStart quick = QuickStart.prepare(postgres.url());
  private final Replica judge =
      Replica.start(
          postgres.url(),
          "api,sandbox",
          "reelgate.sandbox.submit-latency=100ms..600ms",
          "reelgate.sandbox.duration=500ms..2s",
          "reelgate.sandbox.empiriolabs.requests-per-minute=0");
  private final DataSource dataSource =
      new DriverManagerDataSource(postgres.url() + "&ApplicationName=judge");
  private final JdbcClient jdbc = JdbcClient.create(dataSource);
  private final List<Node> nodes = new ArrayList<>();
  private List<String> special = List.of();

  FaultCluster() {
    for (int i = 0; i < NODES; i++) {
      nodes.add(
          new Node(
              PostgresProxy.before(postgres.url()),
              HttpProxy.before(judge().port()),
              this::process));
    }
  }

  private GatewayProcess process(Node node) {
    List<String> settings = new ArrayList<>(List.of(QUICK));
    settings.add(
        "reelgate.sandbox.base-url=http://127.0.0.1:" + node.providers().port() + "/sandbox");
    settings.add("reelgate.public-base-url=http://127.0.0.1:" + judge().port());
    for (String provider : List.of("wavespeed", "runware", "empiriolabs")) {
      String http = "reelgate.providers." + provider + ".http.";
      // unresolved orders are in flight, and there are more of them than anywhere else
      settings.add("reelgate.admission.accounts." + provider + ".sandbox.min-in-flight=200");
      settings.addAll(
          List.of(
              http + "response-timeout=1500ms",
              // the rest of the lease is left for a busy machine to begin in
              http + "submit-total=1500ms",
              http + "poll-total=1s"));
    }
    settings.addAll(special);
    return GatewayProcess.start(
        quick, node.database().url(), "api,submit,poll", settings.toArray(String[]::new));
  }

  /// All replicas run with these settings beyond the usual ones, which win.
  void ready(String... settings) {
    if (!special.equals(List.of(settings))) {
      special = List.of(settings);
      nodes.forEach(Node::kill);
    }
    nodes.forEach(Node::started);
    nodes.stream().filter(node -> !node.up()).forEach(Node::start);
    nodes.forEach(Node::started);
  }

  List<Node> nodes() {
    return nodes;
  }

  boolean allUp() {
    return nodes.stream().allMatch(Node::up);
  }

  TestGateway judge() {
    return judge.gateway();
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  /// Everything is read as it stood at one moment.
  <T> T atOnce(Supplier<T> reads) {
    var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(transaction.execute(status -> reads.get()));
  }

  OwnPostgres postgres() {
    return postgres;
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    judge.close();
    postgres.close();
  }
}
