package io.reelgate.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class GuardedClientTests {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private ScriptedServer server = ScriptedServer.answering(OK + "Content-Length: 4\r\n\r\nfile");

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "localhost",
        "127.1",
        "0x7f.1",
        "2130706433",
        "0177.0.0.1",
        "127.0.0.1.",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]",
        "[::127.0.0.1]",
        "0.0.0.0",
        "user@127.0.0.1",
        "private.example",
        "first.example",
        "last.example",
        "mapped.example"
      })
  void nothingOnThisMachineIsEverReached(String host) {
    Fetch fetch = client().fetch(request("http://" + host + ":" + server.port() + "/"));

    assertThat(fetch).isInstanceOf(Fetch.AddressDenied.class);
    assertThat(server.connections()).isZero();
  }

  @Test
  void aNameThatDoesNotResolveIsNotADeniedAddress() {
    assertThat(client().fetch(request("http://nowhere.example/")))
        .isEqualTo(new Fetch.Failed("UnknownHostException"));
  }

  @Test
  void onlyTheExactAllowedOriginIsExempt() throws IOException {
    try (ScriptedServer other = ScriptedServer.answering(OK + "Content-Length: 0\r\n\r\n")) {
      GuardedClient client = exempt(server);

      assertThat(client.fetch(request(other.url()))).isInstanceOf(Fetch.AddressDenied.class);
      assertThat(client.fetch(request(server.url().replace("127.0.0.1", "localhost"))))
          .isInstanceOf(Fetch.AddressDenied.class);
      assertThat(client.fetch(request(server.url().replace("127", "user@127"))))
          .isInstanceOf(Fetch.AddressDenied.class);
      assertThat(client.fetch(request(server.url().replace("http:", "https:"))))
          .isInstanceOf(Fetch.AddressDenied.class);
      assertThat(other.connections() + server.connections()).isZero();
      assertThat(read(client.fetch(request(server.url())))).isEqualTo("file");
    }
  }

  @Test
  void theResolverOfProductionServesToo() throws IOException {
    OutboundProperties properties = UrlRulesTests.properties(true);
    GuardedClient client =
        new GuardedClient(
            properties,
            new UrlRules(properties),
            (origin, source) -> origin.equals(server.origin()),
            Transport.dns(properties));

    assertThat(read(client.fetch(request(server.url())))).isEqualTo("file");
    assertThat(client.fetch(request("http://[::ffff:7f00:1]:" + server.port())))
        .isInstanceOf(Fetch.AddressDenied.class);
    assertThat(client.fetch(request("http://does-not-exist.invalid/")))
        .isInstanceOf(Fetch.Failed.class);
  }

  @Test
  void aRedirectIsNotFollowed() throws IOException {
    try (ScriptedServer redirect =
        ScriptedServer.answering(
            "HTTP/1.1 302 Found\r\nLocation: " + server.url() + "\r\nContent-Length: 0\r\n\r\n")) {
      GuardedClient client =
          client((origin, source) ->
              origin.equals(redirect.origin()) || origin.equals(server.origin()));

      assertThat(client.fetch(request(redirect.url()))).isEqualTo(new Fetch.Failed("status 302"));
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"401, Gone", "403, Gone", "404, Gone", "410, Gone", "429, Failed", "500, Failed"})
  void anAnswerWithoutTheFileIsAValue(int status, String kind) throws IOException {
    use("HTTP/1.1 " + status + " X\r\nContent-Length: 5\r\n\r\nerror");

    assertThat(exempt(server).fetch(request(server.url())).getClass().getSimpleName())
        .isEqualTo(kind);
  }

  @Test
  void rangeAndNothingOfOursGoesAlong() throws IOException {
    use(
        head(
                "HTTP/1.1 206 Partial Content",
                "Content-Length: 2",
                "Content-Range: bytes 1-2/4",
                "ETag: \"e\"",
                "Content-Type: video/mp4",
                "Set-Cookie: a=b")
            + "il");
    GuardedClient client = exempt(server);

    Fetch fetch = client.fetch(request(server.url()).withRange("bytes=1-2", "\"e\""));
    Fetch again = client.fetch(request(server.url()));

    assertThat(server.requests().getFirst().lines())
        .contains("get /file.mp4 http/1.1", "range: bytes=1-2", "if-range: \"e\"")
        .contains("accept-encoding: identity", "connection: close");
    assertThat(server.requests().getFirst()).doesNotContain("authorization", "gzip");
    assertThat(server.requests().getLast()).doesNotContain("cookie", "range");
    assertThat(((Fetch.Body) again).status()).isEqualTo(206);
    Fetch.Headers headers = ((Fetch.Body) fetch).headers();
    assertThat(headers.totalLength()).hasValue(4);
    assertThat(headers.contentLength()).hasValue(2);
    assertThat(headers.contentRange()).isEqualTo("bytes 1-2/4");
    assertThat(headers.etag()).isEqualTo("\"e\"");
    assertThat(headers.contentType()).isEqualTo("video/mp4");
    assertThat(read(fetch)).isEqualTo("il");
    ((Fetch.Body) again).close();
  }

  @Test
  void anUnsatisfiableRangeIsPassedOn() throws IOException {
    use(
        head(
            "HTTP/1.1 416 Range Not Satisfiable", "Content-Range: bytes */4", "Content-Length: 0"));

    Fetch fetch = exempt(server).fetch(request(server.url()).withRange("bytes=9-", null));

    assertThat(fetch)
        .isInstanceOfSatisfying(Fetch.Body.class, b -> assertThat(b.status()).isEqualTo(416));
    assertThat(((Fetch.Body) fetch).headers().totalLength()).hasValue(4);
  }

  @Test
  void anEncodedBodyIsNotPassedOn() throws IOException {
    use(OK + "Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nfile");

    assertThat(exempt(server).fetch(request(server.url())))
        .isEqualTo(new Fetch.Failed("the body is encoded"));
  }

  @Test
  void aTrickleIsCut() throws IOException {
    use(out -> {
      out.write((OK + "Content-Length: 100000\r\n\r\n").getBytes(ISO_8859_1));
      trickle(out);
    });

    assertThatThrownBy(() -> read(hasty(server).fetch(request(server.url()))))
        .isInstanceOf(BrokenBodyException.class);
  }

  @Test
  void aStalledBodyIsCut() throws IOException {
    use(OK + "Content-Length: 5\r\n\r\n");
    use(out -> {
      out.write((OK + "Content-Length: 5\r\n\r\nfile").getBytes(ISO_8859_1));
      out.flush();
      waitFor(Duration.ofSeconds(20));
    });
    long start = System.nanoTime();

    assertThatThrownBy(() -> read(hasty(server).fetch(request(server.url()))))
        .isInstanceOf(BrokenBodyException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void aTruncatedBodyIsNotTheFile() throws IOException {
    use(OK + "Content-Length: 9\r\n\r\nfile");

    assertThatThrownBy(() -> read(exempt(server).fetch(request(server.url()))))
        .isInstanceOf(BrokenBodyException.class);
  }

  @Test
  void aServerThatSaysNothingFails() throws IOException {
    use(out -> waitFor(Duration.ofSeconds(20)));

    assertThat(exempt(server).fetch(request(server.url())))
        .isEqualTo(new Fetch.Failed("no answer in time"));
  }

  @Test
  void aSlowReaderSlowsTheSenderAndIsNotCut() throws IOException {
    long size = 200_000_000;
    AtomicLong sent = new AtomicLong();
    use(out -> {
      out.write((OK + "Content-Length: " + size + "\r\n\r\n").getBytes(ISO_8859_1));
      byte[] chunk = new byte[100_000];
      for (long left = size; left > 0; left -= chunk.length) {
        out.write(chunk);
        sent.addAndGet(chunk.length);
      }
    });
    AtomicLong received = new AtomicLong();

    try (Fetch.Body body = (Fetch.Body) hasty(server).fetch(request(server.url()))) {
      // longer than both limits of the body
      await()
          .during(Duration.ofMillis(2500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> sent.get() < size / 4);
      body.writeTo(
          new OutputStream() {
            @Override
            public void write(int one) {
              received.incrementAndGet();
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
              received.addAndGet(length);
            }
          });
    }
    assertThat(received).hasValue(size);
  }

  @Test
  void aPieceIsNeverLongerThanAskedFor() throws IOException {
    use(out -> {
      out.write((OK + "Transfer-Encoding: chunked\r\n\r\n").getBytes(ISO_8859_1));
      while (true) {
        out.write(("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes(ISO_8859_1));
      }
    });
    int cap = 10 * 1024 * 1024;

    Optional<Slice> slice = exempt(server).readRange(request(server.url()), 0, cap);

    assertThat(slice.orElseThrow().bytes()).hasSize(cap);
    assertThat(slice.orElseThrow().totalLength()).isEmpty();
    assertThat(exempt(server).readRange(request(server.url()), 1, 10)).isEmpty();
  }

  @Test
  void aPieceComesWithTheLengthOfTheWhole() throws IOException {
    use(
        head("HTTP/1.1 206 Partial Content", "Content-Length: 2", "Content-Range: bytes 1-2/4")
            + "il");

    Slice slice = exempt(server).readRange(request(server.url()), 1, 2).orElseThrow();

    assertThat(server.requests().getFirst()).contains("range: bytes=1-2\n");
    assertThat(slice.bytes()).isEqualTo("il".getBytes(ISO_8859_1));
    assertThat(slice.totalLength()).hasValue(4);
  }

  @Test
  void nothingIsFetchedInsideATransaction() {
    GuardedClient client = exempt(server);
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(() -> client.fetch(request(server.url())))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void secretsInUrlsDoNotShow() {
    assertThat(request("https://cdn.example.com/?signature=secret").toString())
        .doesNotContain("secret");
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  private void use(String answer) throws IOException {
    use(out -> out.write(answer.getBytes(ISO_8859_1)));
  }

  private void use(ScriptedServer.Script script) throws IOException {
    server.close();
    server = ScriptedServer.start(script);
  }

  private static void trickle(OutputStream out) throws IOException {
    while (true) {
      out.write('a');
      out.flush();
      waitFor(Duration.ofMillis(100));
    }
  }

  private static void waitFor(Duration duration) {
    await().pollDelay(duration).timeout(duration.plusSeconds(5)).until(() -> true);
  }

  private static String read(Fetch fetch) throws IOException {
    try (Fetch.Body body = (Fetch.Body) fetch) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      body.writeTo(bytes);
      return bytes.toString(ISO_8859_1);
    }
  }

  private static FetchRequest request(String url) {
    return FetchRequest.of(url, UrlSource.PROVIDER);
  }

  private static GuardedClient exempt(ScriptedServer server) {
    return client((origin, source) -> origin.equals(server.origin()));
  }

  /// Waits for a body no longer than two seconds, and for its next byte less than one.
  private static GuardedClient hasty(ScriptedServer server) {
    return client(UrlRulesTests.hasty(), (origin, source) -> origin.equals(server.origin()));
  }

  private static GuardedClient client() {
    return client((origin, source) -> false);
  }

  private static GuardedClient client(AllowedOrigins allowed) {
    return client(UrlRulesTests.properties(true), allowed);
  }

  private static GuardedClient client(OutboundProperties properties, AllowedOrigins allowed) {
    FixedNames names = new FixedNames(names());
    return new GuardedClient(
        properties, new UrlRules(properties), allowed, http -> http.resolver(names));
  }

  private static Map<String, List<InetAddress>> names() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    // on the public internet, and not one byte gets there
    InetAddress elsewhere = InetAddress.ofLiteral("8.8.8.8");
    return Map.of(
        "private.example", List.of(loopback),
        "first.example", List.of(loopback, elsewhere),
        "last.example", List.of(elsewhere, loopback),
        "mapped.example", List.of(mappedLoopback()));
  }

  private static InetAddress mappedLoopback() {
    byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
    try {
      return Inet6Address.getByAddress(null, bytes, -1);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
