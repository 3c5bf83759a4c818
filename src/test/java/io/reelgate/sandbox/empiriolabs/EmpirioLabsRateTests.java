package io.reelgate.sandbox.empiriolabs;

import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.API;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.code;
import static io.reelgate.sandbox.empiriolabs.EmpirioLabsFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxClient.Reply;
import io.reelgate.sandbox.SandboxTest;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@SandboxTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.requests-per-minute=4")
class EmpirioLabsRateTests {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final SandboxClient client;
  private final EmpirioLabsFixture empirio;

  EmpirioLabsRateTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    empirio = new EmpirioLabsFixture(client);
  }

  @Test
  void submitsAndQuestionsShareTheLimit() throws Exception {
    String id = empirio.accepted(quick(""));
    assertThat(empirio.poll(id).status()).isEqualTo(200);
    assertThat(client.get(API + "account/usage").status()).isEqualTo(200);
    assertThat(client.get(API + "models").status()).isEqualTo(200);
    Reply poll = empirio.poll(id);
    assertThat(poll.status()).isEqualTo(429);
    assertThat(code(poll)).isEqualTo("rate_limit_exceeded");
    assertThat(empirio.submit(quick("")).status()).isEqualTo(429);
    assertThat(client.counts("empiriolabs").get("accepted").intValue()).isEqualTo(1);
    assertThat(client.counts("empiriolabs").get("refused").intValue()).isEqualTo(1);
    assertThat(client.get("/sandbox/empiriolabs/livez").status()).isEqualTo(200);
  }

  @Test
  void onlyTheLastSixtySecondsCount() {
    EmpirioLabsRate rate = new EmpirioLabsRate(3);
    assertThat(LongStream.of(0, 10, 20).allMatch(second -> rate.allows(second * SECOND))).isTrue();
    assertThat(rate.allows(59 * SECOND)).isFalse();
    assertThat(rate.allows(60 * SECOND)).isTrue();
    assertThat(rate.allows(61 * SECOND)).isFalse();
    assertThat(rate.allows(70 * SECOND)).isTrue();
  }

  @Test
  void zeroMeansNoLimit() {
    EmpirioLabsRate rate = new EmpirioLabsRate(0);
    assertThat(LongStream.range(0, 1_000).allMatch(rate::allows)).isTrue();
  }
}
