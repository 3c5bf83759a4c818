package io.reelgate.outbound;

import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;

/// Sends events to where tenants want them. Each send resolves and judges the name anew and has a
/// connection of its own; nothing is followed, unpacked or remembered, little of the answer is
/// read. Never runs inside a database transaction. Safe for many threads.
public class TargetClient {
  private static final int MOST_READ = 16 * 1024;
  private static final int MOST_KEPT = 4 * 1024;

  private final TargetProperties properties;
  private final TargetRules rules;
  private final WebClient guarded;
  private final WebClient open;

  TargetClient(TargetProperties properties, TargetRules rules, UnaryOperator<HttpClient> resolver) {
    this.properties = properties;
    this.rules = rules;
    Duration connect = properties.connectTimeout();
    this.guarded = webClient(resolver, rules::allows, connect);
    this.open = webClient(resolver, address -> true, connect);
  }

  private static WebClient webClient(
      UnaryOperator<HttpClient> resolver, Predicate<InetAddress> allowed, Duration connect) {
    return WebClient.builder()
        .clientConnector(Transport.judging(allowed, connect, resolver))
        .build();
  }

  /// Posts and waits for the answer, no longer than one try may take.
  public Posted post(String url, Map<String, String> headers, byte[] body) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no network call inside a database transaction");
    }
    return switch (rules.check(url)) {
      case UrlCheck.Allowed allowed -> new Exchange().post(allowed.uri(), headers, body);
      case UrlCheck.Refused ignored -> new Posted.Denied();
    };
  }

  /// One send.
  private final class Exchange {
    private final long start = System.nanoTime();
    private final AtomicReference<@Nullable InetSocketAddress> peer = new AtomicReference<>();

    Posted post(URI uri, Map<String, String> headers, byte[] body) {
      try {
        ResponseEntity<Flux<DataBuffer>> response =
            (rules.isTrusted(uri) ? open : guarded)
                .post()
                .uri(uri)
                .headers(all -> headers.forEach(all::set))
                .httpRequest(this::notePeer)
                .bodyValue(body)
                .retrieve()
                .onStatus(status -> true, answer -> Mono.empty())
                .toEntityFlux(DataBuffer.class)
                .timeout(properties.answerTimeout())
                .block();
        return response == null ? failed(Posted.Fault.BROKEN, null) : read(response);
      } catch (RuntimeException e) {
        return failure(Exceptions.unwrap(e));
      }
    }

    private void notePeer(ClientHttpRequest request) {
      if (request.getNativeRequest() instanceof Connection connection
          && connection.channel().remoteAddress() instanceof InetSocketAddress address) {
        peer.set(address);
      }
    }

    private Posted read(ResponseEntity<Flux<DataBuffer>> response) {
      int status = response.getStatusCode().value();
      BodyStream stream = new BodyStream(left(), left());
      Flux<DataBuffer> body = response.getBody();
      (body == null ? Flux.<DataBuffer>empty() : body).subscribe(stream);
      try (stream) {
        HttpHeaders headers = response.getHeaders();
        return new Posted.Answered(
            status,
            address(),
            headers.getFirst(HttpHeaders.RETRY_AFTER),
            headers.getFirst(HttpHeaders.DATE),
            start(stream));
      } catch (BrokenBodyException e) {
        boolean late = left().isZero();
        return failed(late ? Posted.Fault.TIMEOUT : Posted.Fault.BROKEN, status);
      }
    }

    private static String start(BodyStream stream) throws BrokenBodyException {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      int read = 0;
      for (DataBuffer buffer; read < MOST_READ && (buffer = stream.next()) != null; ) {
        read += buffer.readableByteCount();
        byte[] bytes = new byte[Math.min(buffer.readableByteCount(), MOST_KEPT - kept.size())];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        kept.writeBytes(bytes);
      }
      return kept.toString(StandardCharsets.UTF_8);
    }

    private Duration left() {
      Duration left = properties.totalTimeout().minusNanos(System.nanoTime() - start);
      return left.isNegative() ? Duration.ZERO : left;
    }

    private Posted failure(Throwable first) {
      for (Throwable next = first; next != null; next = next.getCause()) {
        switch (next) {
          case AddressDeniedException _ -> {
            return new Posted.Denied();
          }
          case UnknownHostException _ -> {
            return failed(Posted.Fault.UNRESOLVED, null);
          }
          case ConnectException _ -> {
            return failed(Posted.Fault.UNREACHABLE, null);
          }
          case SSLException _ -> {
            return failed(Posted.Fault.UNREACHABLE, null);
          }
          case TimeoutException _ -> {
            return failed(Posted.Fault.TIMEOUT, null);
          }
          default -> {}
        }
      }
      return failed(Posted.Fault.BROKEN, null);
    }

    private Posted failed(Posted.Fault fault, @Nullable Integer status) {
      return new Posted.Failed(fault, status, address());
    }

    private @Nullable String address() {
      InetSocketAddress address = peer.get();
      return address == null || address.getAddress() == null || rules.isInside(address.getAddress())
          ? null
          : address.getAddress().getHostAddress();
    }
  }
}
