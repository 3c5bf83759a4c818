package io.reelgate.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ChannelOption;
import io.reelgate.provider.Failure;
import io.reelgate.provider.SendDeadline;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/// HTTP to one provider: orders that cost money leave exactly once or provably not at all,
/// questions are cheap and share a pool. Follows no redirect, repeats nothing, and answers every
/// fault of a provider or a network with a {@link Reply}.
public final class ProviderClient implements AutoCloseable {
  private static final String USER_AGENT = "reelgate";
  private static final Duration MAX_IDLE = Duration.ofSeconds(15);

  private final HttpLimits limits;
  private final ConnectionProvider pool;
  private final WebClient submits;
  private final WebClient polls;

  /// @param provider names the pool in metrics
  public ProviderClient(String provider, HttpLimits limits) {
    this.limits = limits;
    this.pool = pool(provider, limits);
    this.submits = webClient(submitConnector(limits), limits);
    this.polls = webClient(connector(pool, limits), limits);
  }

  /// The longest that a submit can take.
  public Duration longestSubmit() {
    return limits.submitTotal();
  }

  /// The longest that a question can take.
  public Duration longestAsk() {
    return limits.pollTotal();
  }

  /// Sends a paid order once and blocks until its answer, or the lack of one, is known. A new
  /// connection each time, so that a pooled one that the provider is closing cannot leave doubt.
  public Reply submit(Call call, SendDeadline notAfter) {
    NoTransaction.check();
    SendGate gate = new SendGate(notAfter);
    try {
      return exchange(submits, call)
          .timeout(limits.submitTotal())
          .contextWrite(context -> context.put(SendGate.class, gate))
          .blockOptional()
          .orElseThrow();
    } catch (RuntimeException thrown) {
      Failure failure = TransportFault.failure(thrown);
      return gate.shut() ? new Reply.NotSent(failure) : new Reply.Lost(failure);
    }
  }

  /// Asks a question that costs nothing; never ends with an error.
  public Mono<Reply> ask(Call call) {
    NoTransaction.check();
    return exchange(polls, call)
        .timeout(limits.pollTotal())
        .onErrorResume(thrown -> Mono.just(new Reply.Lost(TransportFault.failure(thrown))));
  }

  private static Mono<Reply> exchange(WebClient client, Call call) {
    WebClient.RequestBodySpec request =
        client
            .method(call.method())
            .uri(call.uri())
            .accept(MediaType.APPLICATION_JSON)
            .headers(call.headers());
    byte[] json = call.json();
    return json == null
        ? request.exchangeToMono(ProviderClient::read)
        : request
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(json)
            .exchangeToMono(ProviderClient::read);
  }

  private static Mono<Reply> read(ClientResponse response) {
    int status = response.statusCode().value();
    Duration retryAfter = RetryAfter.of(response.headers().asHttpHeaders());
    Mono<String> body =
        response.bodyToMono(byte[].class).map(bytes -> new String(bytes, UTF_8)).defaultIfEmpty("");
    // an error's status says enough, whatever happens to the page that explains it
    Mono<String> whole = status < 400 ? body : body.onErrorReturn("");
    return whole.map(text -> new Reply.Answered(status, text, retryAfter));
  }

  private static WebClient webClient(HttpClient http, HttpLimits limits) {
    return WebClient.builder()
        .clientConnector(new ReactorClientHttpConnector(http))
        .defaultHeader(HttpHeaders.USER_AGENT, USER_AGENT)
        .codecs(codecs ->
            codecs.defaultCodecs().maxInMemorySize(Math.toIntExact(limits.maxAnswer().toBytes())))
        .filter(NoTransaction.filter())
        .build();
  }

  private static HttpClient submitConnector(HttpLimits limits) {
    return connector(ConnectionProvider.newConnection(), limits)
        .keepAlive(false)
        .doOnRequest(
            (request, connection) -> request.currentContextView().get(SendGate.class).open());
  }

  private static HttpClient connector(ConnectionProvider connections, HttpLimits limits) {
    SslProvider.GenericSslContextSpec<?> tls = Http11SslContextSpec.forClient();
    return HttpClient.create(connections)
        .disableRetry(true)
        .followRedirect(false)
        .protocol(HttpProtocol.HTTP11)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(limits.connectTimeout().toMillis()))
        .secure(spec -> spec.sslContext(tls).handshakeTimeout(limits.tlsTimeout()))
        .responseTimeout(limits.responseTimeout());
  }

  private static ConnectionProvider pool(String provider, HttpLimits limits) {
    return ConnectionProvider.builder(provider + "-polls")
        .maxConnections(limits.pollConnections())
        .pendingAcquireMaxCount(limits.pollPending())
        .pendingAcquireTimeout(limits.pollTotal())
        .maxIdleTime(MAX_IDLE)
        .build();
  }

  @Override
  public void close() {
    pool.dispose();
  }
}
