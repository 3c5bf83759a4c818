package io.reelgate.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What one request can say of itself, to a client whose own limits are far away.
class FetchRequestTests {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n";

  private static GuardedClient patient(AllowedOrigins allowed) {
    OutboundProperties properties =
        new OutboundProperties(
            true, List.of(443), List.of(), false, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE, 1);
    return new GuardedClient(properties, new UrlRules(properties), allowed, http -> http);
  }

  private static FetchRequest hurried(ScriptedServer server) {
    return FetchRequest.of(server.url(), UrlSource.PROVIDER).within(SHORT);
  }

  private static void waitFor(Duration duration) {
    await().pollDelay(duration).timeout(duration.plusSeconds(5)).until(() -> true);
  }

  @Test
  void itCanHaveLittleTimeForTheAnswer() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(out -> waitFor(LONG))) {
      long start = System.nanoTime();

      assertThat(patient((origin, source) -> true).fetch(hurried(server)))
          .isEqualTo(new Fetch.Failed("no answer in time"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    }
  }

  @Test
  void itCanHaveLittleTimeForTheBody() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.start(out -> {
          out.write(OK.getBytes(ISO_8859_1));
          while (true) {
            out.write('a');
            out.flush();
            waitFor(Duration.ofMillis(100));
          }
        })) {
      long start = System.nanoTime();

      assertThat(patient((origin, source) -> true).readRange(hurried(server), 0, 9000)).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
    }
  }

  @Test
  void anOriginCanBeExemptForOneSourceAndNotForAnother() throws IOException {
    try (ScriptedServer server = ScriptedServer.answering(OK)) {
      GuardedClient client = patient((origin, source) -> source == UrlSource.PROVIDER);

      assertThat(client.fetch(FetchRequest.of(server.url(), UrlSource.PROVIDER)))
          .isInstanceOf(Fetch.Body.class);
      assertThat(client.fetch(FetchRequest.of(server.url(), UrlSource.TENANT)))
          .isInstanceOf(Fetch.AddressDenied.class);
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
