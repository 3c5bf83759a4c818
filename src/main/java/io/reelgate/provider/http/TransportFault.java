package io.reelgate.provider.http;

import io.netty.handler.timeout.ReadTimeoutException;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.FilteredHostException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import reactor.core.Exceptions;
import reactor.netty.http.client.PrematureCloseException;

/// Names what went wrong on the way. What that proves about a paid order is not decided here but by
/// the {@link SendGate}: an error's class alone cannot tell whether the write had begun.
final class TransportFault {
  private static final int MAX_DEPTH = 12;

  private TransportFault() {}

  static Failure failure(Throwable thrown) {
    Throwable each = Exceptions.unwrap(thrown);
    for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
      Failure known = known(each);
      if (known != null) {
        return known;
      }
      each = each.getCause();
    }
    return network("transport", "the connection failed");
  }

  private static @Nullable Failure known(Throwable thrown) {
    return switch (thrown) {
      case DeadlinePassedException passed ->
          Failure.of(FailureKind.DEADLINE, "deadline", String.valueOf(passed.getMessage()));
      case UnknownHostException _ -> network("dns", "the provider's host name does not resolve");
      case FilteredHostException _ -> network("address", "the provider's address is not allowed");
      case ConnectException _, NoRouteToHostException _ ->
          network("connect", "the provider cannot be reached");
      case SSLException _ -> network("tls", "TLS with the provider failed");
      case TimeoutException _, ReadTimeoutException _ ->
          network("timeout", "no whole answer in time");
      case PrematureCloseException _ ->
          network("closed", "the connection was closed before the whole answer");
      case DataBufferLimitException _ ->
          Failure.of(FailureKind.UNREADABLE, "too_long", "the answer is too long");
      default -> null;
    };
  }

  private static Failure network(String code, String detail) {
    return Failure.of(FailureKind.NETWORK, code, detail);
  }
}
