package io.reelgate.provider.http;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;

/// No network call inside a database transaction: a slow provider must not hold rows and
/// connections. Checked twice, since a chain may hop to a thread that has no transaction.
public final class NoTransaction {
  private NoTransaction() {}

  /// Throws if the calling thread is inside a transaction.
  public static void check() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("no provider is called inside a database transaction");
    }
  }

  static ExchangeFilterFunction filter() {
    return (request, next) ->
        Mono.defer(() -> {
          check();
          return next.exchange(request);
        });
  }
}
