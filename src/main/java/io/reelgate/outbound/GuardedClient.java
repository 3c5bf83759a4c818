package io.reelgate.outbound;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/// The only way by which the gateway itself reads a URL that came from outside. Connects to public
/// addresses alone, follows nothing, sends nothing of ours along, and never runs inside a database
/// transaction. Safe for many threads.
public class GuardedClient {
  private static final String USER_AGENT = "reelgate";
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final OutboundProperties properties;
  private final UrlRules rules;
  private final AllowedOrigins allowedOrigins;
  private final WebClient guarded;
  private final WebClient open;

  GuardedClient(
      OutboundProperties properties,
      UrlRules rules,
      AllowedOrigins allowedOrigins,
      UnaryOperator<HttpClient> resolver) {
    this.properties = properties;
    this.rules = rules;
    this.allowedOrigins = allowedOrigins;
    this.guarded = webClient(Transport.guarded(properties, resolver));
    this.open = webClient(Transport.open(properties, resolver));
  }

  /// Asks for a URL and waits for the headers of its answer.
  public Fetch fetch(FetchRequest request) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no network call inside a database transaction");
    }
    Optional<URI> allowed = allowedOrigin(request);
    if (allowed.isPresent()) {
      return fetch(open, allowed.get(), request);
    }
    return switch (rules.check(request.url(), request.source())) {
      case UrlCheck.Allowed check -> fetch(guarded, check.uri(), request);
      case UrlCheck.Refused ignored -> new Fetch.AddressDenied();
    };
  }

  /// Reads a piece of a file; shorter where the file ends, empty where it cannot be had.
  ///
  /// @param file any range of it is passed over
  /// @param length at most; the caller's cap on what is kept in memory
  public Optional<Slice> readRange(FetchRequest file, long offset, int length) {
    String range = "bytes=" + offset + "-" + (offset + length - 1);
    Fetch fetch = fetch(file.withRange(range, null));
    if (!(fetch instanceof Fetch.Body body)) {
      return Optional.empty();
    }
    try (body) {
      boolean isTheRange = body.status() == 206 || (body.status() == 200 && offset == 0);
      return isTheRange
          ? Optional.of(new Slice(body.read(length), body.headers().totalLength()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Fetch fetch(WebClient client, URI uri, FetchRequest request) {
    long start = System.nanoTime();
    Duration longest = Objects.requireNonNullElse(request.longest(), FOR_EVER);
    try {
      ResponseEntity<Flux<DataBuffer>> response =
          client
              .get()
              .uri(uri)
              .headers(headers -> write(request, headers))
              .retrieve()
              .onStatus(status -> true, answer -> Mono.empty())
              .toEntityFlux(DataBuffer.class)
              .timeout(shorter(properties.headersTimeout(), longest))
              .block();
      Duration left = longest.minusNanos(System.nanoTime() - start);
      return response == null
          ? new Fetch.Failed("no answer")
          : Answers.of(response, properties, left);
    } catch (RuntimeException e) {
      return Answers.of(e);
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Optional<URI> allowedOrigin(FetchRequest request) {
    try {
      URI uri = new URI(request.url());
      return Origin.of(uri)
          .filter(origin -> allowedOrigins.contain(origin, request.source()))
          .map(origin -> uri);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static void write(FetchRequest request, HttpHeaders headers) {
    headers.set(HttpHeaders.USER_AGENT, USER_AGENT);
    headers.set(HttpHeaders.ACCEPT, "*/*");
    headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
    if (request.range() != null) {
      headers.set(HttpHeaders.RANGE, request.range());
    }
    if (request.ifRange() != null) {
      headers.set(HttpHeaders.IF_RANGE, request.ifRange());
    }
  }

  private static WebClient webClient(ReactorClientHttpConnector connector) {
    return WebClient.builder().clientConnector(connector).build();
  }
}
