package io.reelgate.faults;

import io.reelgate.testing.GatewayProcess;
import io.reelgate.testing.OwnPostgres;
import io.reelgate.testing.PostgresProxy;
import io.reelgate.testing.Replica;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A database that keeps its data, two replicas behind a proxy to it, and the judge: a sandbox in
/// this process, which outlives them all.
final class FaultCluster implements AutoCloseable {
  static final int LEASE_SECONDS = 3;
  private static final int NODES = 2;
  private static final String[] QUICK = {
    "reelgate.jobs.lease=" + LEASE_SECONDS + "s",
    "reelgate.jobs.margin=500ms",
    "reelgate.jobs.heartbeat=700ms",
    "reelgate.jobs.sweep=500ms",
    "reelgate.jobs.poll-lease=5s",
    "reelgate.jobs.poll-batch=20",
    "reelgate.jobs.submit-concurrency=8",
    "reelgate.jobs.batch=8",
    "reelgate.jobs.sandbox-expected=1s",
    "reelgate.providers.empiriolabs.requests-per-minute=60000",
    "reelgate.admission.pause=200ms",
    "reelgate.admission.check-every=400ms",
    "reelgate.admission.probe-lease=2s"
  };

  private final OwnPostgres postgres = OwnPostgres.start();
  private final PostgresProxy proxy = PostgresProxy.before(postgres.url());
  private final Replica judge =
      Replica.start(
          postgres.url(),
          "api,sandbox",
          "reelgate.sandbox.submit-latency=100ms..600ms",
          "reelgate.sandbox.duration=500ms..2s",
          "reelgate.sandbox.empiriolabs.requests-per-minute=0");
  private final JdbcClient jdbc =
      JdbcClient.create(new DriverManagerDataSource(postgres.url() + "&ApplicationName=judge"));
  private final List<Node> nodes = new ArrayList<>();
  private List<String> special = List.of();

  FaultCluster() {
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Node(this::process));
    }
  }

  private GatewayProcess process() {
    List<String> settings = new ArrayList<>(List.of(QUICK));
    settings.add("reelgate.sandbox.base-url=http://127.0.0.1:" + judge().port() + "/sandbox");
    for (String provider : List.of("wavespeed", "runware", "empiriolabs")) {
      String http = "reelgate.providers." + provider + ".http.";
      // unresolved orders are in flight, and there are more of them than anywhere else
      settings.add("reelgate.admission.accounts." + provider + ".sandbox.min-in-flight=200");
      settings.addAll(
          List.of(http + "response-timeout=2s", http + "submit-total=2s", http + "poll-total=1s"));
    }
    settings.addAll(special);
    return GatewayProcess.start(proxy.url(), "api,submit,poll", settings.toArray(String[]::new));
  }

  /// All replicas run with these settings beyond the usual ones, which win.
  void ready(String... settings) {
    if (!special.equals(List.of(settings))) {
      special = List.of(settings);
      nodes.forEach(Node::kill);
    }
    nodes.stream().filter(node -> !node.up()).forEach(Node::start);
    nodes.forEach(Node::started);
  }

  List<Node> nodes() {
    return nodes;
  }

  TestGateway judge() {
    return judge.gateway();
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  OwnPostgres postgres() {
    return postgres;
  }

  PostgresProxy proxy() {
    return proxy;
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    judge.close();
    proxy.close();
    postgres.close();
  }
}
