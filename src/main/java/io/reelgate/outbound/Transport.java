package io.reelgate.outbound;

import io.netty.resolver.dns.NoopDnsCache;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/// Builds the connectors: one connection per request, so that each one resolves and judges its name
/// anew; no redirects, no proxy, no decompression, no cookies.
final class Transport {
  private static final Duration TLS_TIMEOUT = Duration.ofSeconds(5);

  /// Of aliases; the addresses behind them are not remembered at all.
  private static final Duration SHORTEST_TIME_TO_LIVE = Duration.ofSeconds(1);

  private Transport() {}

  /// @param resolver replaces how names are resolved
  static ReactorClientHttpConnector guarded(
      OutboundProperties properties, UnaryOperator<HttpClient> resolver) {
    PublicAddresses allowed = new PublicAddresses(properties.dns64());
    return judging(allowed::contain, properties.connectTimeout(), resolver);
  }

  /// @param allowed which addresses may be spoken to
  static ReactorClientHttpConnector judging(
      Predicate<InetAddress> allowed, Duration connectTimeout, UnaryOperator<HttpClient> resolver) {
    return builder(resolver)
        .withResolvedAddressSelector((config, found) -> judged(found, allowed))
        .build(settings(connectTimeout));
  }

  static ReactorClientHttpConnector open(
      OutboundProperties properties, UnaryOperator<HttpClient> resolver) {
    return builder(resolver).build(settings(properties.connectTimeout()));
  }

  /// The system's name servers, asked each time, for both families.
  static UnaryOperator<HttpClient> dns(OutboundProperties properties) {
    return client ->
        client.resolver(spec ->
            spec.queryTimeout(properties.dnsTimeout())
                .resolveCache(NoopDnsCache.INSTANCE)
                .cacheMaxTimeToLive(SHORTEST_TIME_TO_LIVE)
                .completeOncePreferredResolved(false));
  }

  /// One forbidden address among many refuses the name: picking the others would leave the choice
  /// to whoever controls the name.
  private static List<? extends SocketAddress> judged(
      List<? extends SocketAddress> found, Predicate<InetAddress> allowed) {
    for (var address : found) {
      if (!(address instanceof InetSocketAddress inet)
          || inet.getAddress() == null
          || !allowed.test(inet.getAddress())) {
        throw new AddressDeniedException();
      }
    }
    return found;
  }

  private static ReactorClientHttpConnectorBuilder builder(UnaryOperator<HttpClient> resolver) {
    SslProvider.GenericSslContextSpec<?> tls = Http11SslContextSpec.forClient();
    return ClientHttpConnectorBuilder.reactor()
        .withoutHttpClientDefaults()
        .withHttpClientFactory(() ->
            resolver.apply(
                HttpClient.create(ConnectionProvider.newConnection())
                    .disableRetry(true)
                    .protocol(HttpProtocol.HTTP11)
                    .keepAlive(false)
                    .secure(spec -> spec.sslContext(tls).handshakeTimeout(TLS_TIMEOUT))));
  }

  private static HttpClientSettings settings(Duration connectTimeout) {
    return HttpClientSettings.defaults()
        .withConnectTimeout(connectTimeout)
        .withRedirects(HttpRedirects.DONT_FOLLOW);
  }
}
