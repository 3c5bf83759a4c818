package io.reelgate.database;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the gateway talks to PostgreSQL.
///
/// @param apiPool most connections for callers' requests
/// @param workPool most connections for the workers
/// @param beatPool most connections for heartbeats and sweeps
/// @param connectionTimeout longest wait for a free connection
/// @param apiStatementTimeout longest statement of a caller's request
/// @param workStatementTimeout longest statement of a worker
/// @param lockTimeout longest wait for a row lock
/// @param idleInTransactionTimeout longest silence inside an open transaction
/// @param transactionTimeout longest transaction
/// @param socketTimeout longest silence of the server before the connection is given up; must be
///   the longest of all
@Validated
@ConfigurationProperties("reelgate.database")
record DatabaseProperties(
    @DefaultValue("10") @Positive int apiPool,
    @DefaultValue("8") @Positive int workPool,
    @DefaultValue("2") @Positive int beatPool,
    @DefaultValue("3s") Duration connectionTimeout,
    @DefaultValue("5s") Duration apiStatementTimeout,
    @DefaultValue("10s") Duration workStatementTimeout,
    @DefaultValue("2s") Duration lockTimeout,
    @DefaultValue("10s") Duration idleInTransactionTimeout,
    @DefaultValue("20s") Duration transactionTimeout,
    @DefaultValue("30s") Duration socketTimeout) {

  /// Workers take a few rows by index out of tables of any size. A plan made while a table was
  /// small would be kept for it when it has grown, and reading the whole of it is never right.
  private static final String PLANS =
      " -c plan_cache_mode=force_custom_plan -c enable_seqscan=off -c random_page_cost=1.1";

  DatabaseProperties {
    inside("reelgate.database.api-statement-timeout", apiStatementTimeout, transactionTimeout);
    inside("reelgate.database.work-statement-timeout", workStatementTimeout, transactionTimeout);
    inside("reelgate.database.transaction-timeout", transactionTimeout, socketTimeout);
  }

  private static void inside(String name, Duration inner, Duration outer) {
    if (inner.compareTo(outer) >= 0) {
      throw new IllegalArgumentException(
          name + " is " + inner + " but must be shorter than the timeout around it, " + outer);
    }
  }

  int size(Pool pool) {
    return switch (pool) {
      case API -> apiPool;
      case WORK -> workPool;
      case BEAT -> beatPool;
    };
  }

  /// The limits that the server itself keeps for each session of a pool.
  String sessionOptions(Pool pool) {
    Duration statement = pool == Pool.API ? apiStatementTimeout : workStatementTimeout;
    return ("-c statement_timeout=%d -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d -c transaction_timeout=%d"
            + (pool == Pool.API ? "" : PLANS))
        .formatted(
            statement.toMillis(),
            lockTimeout.toMillis(),
            idleInTransactionTimeout.toMillis(),
            transactionTimeout.toMillis());
  }
}
