package io.reelgate.job.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Books that name files instead of tasks.
@GatewayTest
@TestPropertySource(
    properties = {
      "reelgate.ledger.every=300ms",
      "reelgate.ledger.tick=100ms",
      "reelgate.ledger.lag=0s",
      "reelgate.sandbox.empiriolabs.usage-names-job=false"
    })
class LedgerFilesTests {
  @Autowired private TestGateway gateway;
  @Autowired private JdbcClient jdbc;

  @Test
  void aLineIsItsTasksWhoseFileItNames() {
    TestClient caller = gateway.newTenant();
    String id =
        gateway.accepted(
            caller, "{\"prompt\":\"A lantern\",\"provider\":{\"only\":[\"empiriolabs\"]}}");
    gateway.finished(caller, id);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql(
                            """
                            select a.job_id from booking b join attempt a on a.token = b.attempt
                            where b.upstream_id is null
                            """)
                        .query(String.class)
                        .list())
                .containsExactly(id));
  }
}
