package io.reelgate.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.Replica;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import io.reelgate.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The database goes back to an earlier moment, and the providers do not.
class RestoreTests {
  private final Replica sandbox = Replica.start(TestPostgres.newDatabase(), "sandbox");
  private final String present = TestPostgres.newDatabase();
  private String key = "";
  private String made = "";
  private String failing = "";
  private List<String> waiting = List.of();

  @BeforeEach
  void reset() {
    sandbox.gateway().resetSandbox();
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private Replica replica(String database, String roles) {
    return Replica.start(
        database,
        roles,
        "reelgate.sandbox.base-url=http://127.0.0.1:" + sandbox.gateway().port() + "/sandbox",
        "reelgate.jobs.sweep=200ms",
        "reelgate.admission.check-every=400ms");
  }

  @Test
  void nothingIsOrderedAgain() throws SQLException {
    someAreOrderedAndSomeWait();
    String earlier = TestPostgres.copyOf(present);
    allAreMade();
    assertThat(paid()).isEqualTo(6);

    assertThat(afterRestore(earlier)).isEqualTo(3);
    try (Replica restored = replica(earlier, "api,submit,poll")) {
      TestClient caller = caller(restored);
      waiting.forEach(id -> assertThat(status(restored, id)).isEqualTo("failed"));
      assertThat(status(restored, failing)).isEqualTo("failed");
      assertThat(status(restored, made)).isEqualTo("completed");
      assertThat(paid()).isEqualTo(6);
      assertThat(afterRestore(earlier)).isZero();

      enableAll(restored.gateway());
      String fresh = accepted(caller, "is new", "");
      assertThat(status(restored, fresh)).isEqualTo("completed");
      assertThat(paid()).isEqualTo(7);
    }
  }

  private void someAreOrderedAndSomeWait() {
    try (Replica first = replica(present, "api,submit")) {
      key = first.gateway().newKey("test");
      TestClient caller = caller(first);
      made = accepted(caller, "drifts by", "");
      failing =
          accepted(
              caller,
              "goes out [sandbox: wavespeed.fail=capacity]",
              ",\"provider\":{\"order\":[\"wavespeed\"]}");
      first.gateway().inState(caller, made, "generating");
      first.gateway().inState(caller, failing, "generating");
    }
    try (Replica second = replica(present, "api")) {
      TestClient caller = caller(second);
      waiting = Stream.of("one", "two", "three").map(each -> accepted(caller, each, "")).toList();
    }
  }

  /// The one that fails is made by another provider, which is a sixth order.
  private void allAreMade() {
    try (Replica third = replica(present, "api,submit,poll")) {
      waiting.forEach(id -> assertThat(status(third, id)).isEqualTo("completed"));
      assertThat(status(third, made)).isEqualTo("completed");
      assertThat(status(third, failing)).isEqualTo("completed");
    }
  }

  private static int afterRestore(String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select reelgate_after_restore()")) {
      row.next();
      return row.getInt(1);
    }
  }

  private String status(Replica replica, String id) {
    return replica.gateway().finished(caller(replica), id).required("status").asString();
  }

  /// An account that is closed takes nothing, so a video that is accepted shows that one is open.
  private static void enableAll(TestGateway gateway) {
    JsonNode accounts = gateway.admin().get("/v1/admin/providers").json().required("data");
    for (JsonNode each : accounts) {
      assertThat(each.required("drained").asBoolean()).isTrue();
      String path =
          "/v1/admin/providers/%s/accounts/%s/enable"
              .formatted(each.required("provider").asString(), each.required("account").asString());
      assertThat(gateway.admin().post(path, "{}").status()).isEqualTo(200);
    }
  }

  private static String accepted(TestClient caller, String prompt, String more) {
    return await()
        .until(
            () ->
                caller.post(
                    "/v1/videos",
                    "{\"prompt\":\"A lantern %s\",\"seconds\":5%s}".formatted(prompt, more)),
            answer -> answer.status() == 200)
        .text("id");
  }

  private TestClient caller(Replica replica) {
    return new TestClient(replica.gateway().port(), key);
  }

  private int paid() {
    JsonNode counts = sandbox.gateway().sandboxCounts();
    assertThat(counts.required("paid_again").asInt()).isZero();
    return counts.required("accepted").asInt();
  }
}
