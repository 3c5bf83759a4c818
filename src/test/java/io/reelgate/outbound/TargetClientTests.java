package io.reelgate.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// That events go where tenants may send them, and nowhere else.
class TargetClientTests {
  private static final Map<String, String> HEADERS = Map.of("webhook-id", "evt_1");
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final List<String> INSIDE =
      List.of(
          "0.0.0.0",
          "10.0.0.1",
          "10.255.255.255",
          "100.64.0.1",
          "127.0.0.1",
          "127.0.0.2",
          "127.255.255.254",
          "169.254.169.254",
          "169.254.170.2",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.1",
          "192.0.0.192",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.0.1",
          "192.168.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.1",
          "255.255.255.255",
          "168.63.129.16");

  private static final List<String> ODD_HOSTS =
      List.of(
          "[::]",
          "[::1]",
          "[0:0:0:0:0:0:0:1]",
          "[fe80::1]",
          "[fe80::1%25eth0]",
          "[fec0::1]",
          "[fc00::1]",
          "[fd00:ec2::254]",
          "[ff02::1]",
          "[100::1]",
          "[100:0:0:1::1]",
          "[2001::1]",
          "[2001:db8::1]",
          "[3fff::1]",
          "[5f00::1]",
          "[64:ff9b:1::1]",
          "[::ffff:0:127.0.0.1]",
          "localhost",
          "LOCALHOST",
          "a.localhost",
          "localhost.",
          "127.1",
          "127.0.1",
          "0x7f.1",
          "0177.0.0.1",
          "1",
          "017700000001",
          "127.0.0.1%00",
          "127。0。0。1",
          "①②⑦.0.0.1",
          "gateway.example",
          "GATEWAY.example",
          "own.example",
          "1.2.3.4.5",
          "256.0.0.1",
          "user@example.com",
          "a:b@example.com",
          "example.com@127.0.0.1",
          "exa mple.com",
          "",
          ".",
          "a..example",
          "%31%32%37.0.0.1",
          "127.0.0.1\\@example.com",
          "[v1.x]",
          "[::1");

  private ScriptedServer canary =
      ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

  @BeforeEach
  void listens() {
    assertThat(canary.connections()).isZero();
  }

  @AfterEach
  void close() throws IOException {
    canary.close();
  }

  /// Hosts that lead inside, in every spelling; each would reach the canary if it were tried.
  static List<String> hostileHosts() {
    List<String> hosts = new ArrayList<>(ODD_HOSTS);
    for (String address : INSIDE) {
      hosts.add(address);
      hosts.add(address + ".");
      hosts.add("[::ffff:" + address + "]");
      hosts.add("[::" + address + "]");
      hosts.add("[64:ff9b::" + address + "]");
      hosts.add("[2002:" + hex(address) + "::1]");
      byte[] four = InetAddress.ofLiteral(address).getAddress();
      hosts.add(Long.toString(Integer.toUnsignedLong(ByteBuffer.wrap(four).getInt())));
      hosts.add("0x" + hex(address).replace(":", ""));
    }
    return hosts;
  }

  private static String hex(String address) {
    byte[] four = InetAddress.ofLiteral(address).getAddress();
    return "%02x%02x:%02x%02x".formatted(four[0], four[1], four[2], four[3]);
  }

  @Test
  void theTableIsLongEnough() {
    assertThat(hostileHosts()).hasSizeGreaterThan(200).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("hostileHosts")
  void aHostThatLeadsInsideIsNotSpokenTo(String host) {
    TargetClient client = client(targets(), FixedAddress.of("127.0.0.1"));

    for (String url : List.of("https://" + host + "/", "https://" + host + ":443/x")) {
      Posted posted = client.post(url, HEADERS, BODY);
      assertThat(posted).as(url).isInstanceOf(Posted.Denied.class);
    }
    assertThat(canary.connections()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.example.com/",
        "https://8.8.8.8/x",
        "https://[2606:4700::1111]/x",
        "https://münchen.example/",
        "https://hooks.example.com:443/a?b=c"
      })
  void publicOnesAreAllowed(String url) {
    assertThat(rules(targets()).check(url)).isInstanceOf(UrlCheck.Allowed.class);
  }

  @Test
  void aNameThatLeadsInsideIsRefusedAtEachSend() {
    TargetClient client = client(targets(), FixedAddress.of("127.0.0.1"));

    assertThat(client.post("https://hooks.example.com/", HEADERS, BODY))
        .isInstanceOf(Posted.Denied.class);
    assertThat(canary.connections()).isZero();
  }

  @Test
  void aNameThatBecomesPrivateBetweenTwoLooksIsRefused() {
    FixedAddress rebinding = FixedAddress.of("8.8.8.8", "127.0.0.1");
    TargetProperties quick = targets(Duration.ofMillis(200));
    TargetClient client = client(quick, rebinding);

    Posted first = client.post("https://hooks.example.com/", HEADERS, BODY);
    Posted second = client.post("https://hooks.example.com/", HEADERS, BODY);

    assertThat(first).isInstanceOf(Posted.Failed.class);
    assertThat(second).isInstanceOf(Posted.Denied.class);
    assertThat(rebinding.looks).as("one look per send").hasValue(2);
    assertThat(canary.connections()).isZero();
  }

  @Test
  void aNameThatLeadsNowhereIsNotDenied() {
    TargetClient client = client(targets(), FixedAddress.of());

    assertThat(client.post("https://hooks.example.com/", HEADERS, BODY))
        .isEqualTo(new Posted.Failed(Posted.Fault.UNRESOLVED, null, null));
  }

  @Test
  void whatTheOperatorAllowsIsReachedByPlainHttpOnAnyPort() {
    TargetProperties byHost = targets(List.of("*.cluster.example"), List.of());
    TargetProperties byNetwork = targets(List.of(), List.of("127.0.0.0/8"));
    String port = ":" + canary.port() + "/hook";

    assertThat(
            client(byHost, FixedAddress.of("127.0.0.1"))
                .post("http://hooks.cluster.example" + port, HEADERS, BODY))
        .isEqualTo(new Posted.Answered(200, null, null, null, "ok"));
    assertThat(client(byNetwork, FixedAddress.of()).post("http://127.0.0.1" + port, HEADERS, BODY))
        .isInstanceOf(Posted.Answered.class);
    assertThat(canary.connections()).isEqualTo(2);
    assertThat(canary.requests().getFirst()).contains("post /hook", "webhook-id: evt_1");
  }

  @Test
  void whatIsNotAllowedByNameStaysClosed() {
    TargetProperties some = targets(List.of("*.cluster.example"), List.of("10.20.0.0/16"));
    String port = ":" + canary.port() + "/hook";
    TargetClient client = client(some, FixedAddress.of("127.0.0.1"));

    for (String url :
        List.of(
            "http://127.0.0.1" + port,
            "http://cluster.example" + port,
            "http://evilcluster.example" + port,
            "http://user@hooks.cluster.example" + port,
            "https://hooks.example.com/",
            "https://10.21.0.1/",
            "ftp://hooks.cluster.example/")) {
      assertThat(client.post(url, HEADERS, BODY)).as(url).isInstanceOf(Posted.Denied.class);
    }
    assertThat(canary.connections()).isZero();
    assertThatThrownBy(() -> targets(List.of("*"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> targets(List.of(), List.of("10.0.0.0")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRedirectIsAnAnswerAndNotFollowed() throws IOException {
    try (ScriptedServer redirect =
        ScriptedServer.answering(
            "HTTP/1.1 307 X\r\nLocation: http://127.0.0.1:"
                + canary.port()
                + "/\r\nContent-Length: 0\r\n\r\n")) {
      TargetClient client = client(targets(List.of(), List.of("127.0.0.0/8")), FixedAddress.of());

      Posted posted = client.post("http://127.0.0.1:" + redirect.port() + "/", HEADERS, BODY);

      assertThat(posted).isEqualTo(new Posted.Answered(307, null, null, null, ""));
      assertThat(canary.connections()).isZero();
    }
  }

  @Test
  void nothingIsSentInsideATransaction() {
    TargetClient client = client(targets(List.of(), List.of("127.0.0.0/8")), FixedAddress.of());
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThatThrownBy(
              () -> client.post("http://127.0.0.1:" + canary.port() + "/", HEADERS, BODY))
          .isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(canary.connections()).isZero();
  }

  private static TargetProperties targets() {
    return targets(List.of(), List.of());
  }

  private static TargetProperties targets(List<String> hosts, List<String> networks) {
    Duration limit = Duration.ofSeconds(5);
    return new TargetProperties(hosts, networks, limit, limit, limit);
  }

  private static TargetProperties targets(Duration limit) {
    return new TargetProperties(List.of(), List.of(), limit, limit, limit);
  }

  private static TargetRules rules(TargetProperties targets) {
    OutboundProperties properties = UrlRulesTests.properties(false);
    var environment = new MockEnvironment();
    environment.setProperty("reelgate.public-base-url", "https://own.example");
    return new TargetRules(new UrlRules(properties), targets, properties, environment);
  }

  private static TargetClient client(TargetProperties targets, FixedAddress names) {
    return new TargetClient(targets, rules(targets), http -> http.resolver(names));
  }

  /// All names lead to the first address at the first look, to the next one at the next, and from
  /// then on to the last.
  private static final class FixedAddress extends AddressResolverGroup<InetSocketAddress> {
    private final List<InetAddress> addresses;
    private final AtomicInteger looks = new AtomicInteger();

    private FixedAddress(List<InetAddress> addresses) {
      this.addresses = addresses;
    }

    static FixedAddress of(String... addresses) {
      return new FixedAddress(List.of(addresses).stream().map(InetAddress::ofLiteral).toList());
    }

    private List<InetAddress> look() throws UnknownHostException {
      int look = looks.getAndIncrement();
      if (addresses.isEmpty()) {
        throw new UnknownHostException("nowhere");
      }
      return List.of(addresses.get(Math.min(look, addresses.size() - 1)));
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
      return new InetSocketAddressResolver(
          executor,
          new InetNameResolver(executor) {
            @Override
            protected void doResolve(String name, Promise<InetAddress> promise) throws Exception {
              promise.setSuccess(look().getFirst());
            }

            @Override
            protected void doResolveAll(String name, Promise<List<InetAddress>> promise)
                throws Exception {
              promise.setSuccess(look());
            }
          });
    }
  }
}
