package io.reelgate.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells all replicas which jobs have changed: after the commit, on another connection, and at most
/// so often, because a notification inside a transaction lines up everybody's commits.
@Component
class Announcer {
  static final String CHANNEL = "reelgate_jobs";
  static final Duration EVERY = Duration.ofMillis(50);

  /// Says that more has changed than can be listed.
  static final String MANY = "*";

  /// A payload must stay below 8 000 bytes, and an id is 32.
  static final int MOST = 200;

  private static final int MOST_WAITING = 10_000;

  private final JdbcClient jdbc;
  private final Set<String> changed = new LinkedHashSet<>();
  private boolean many;

  Announcer(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Tells of them once the present transaction is committed.
  void afterCommit(Collection<String> jobs) {
    List<String> ids = List.copyOf(jobs);
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      add(ids);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            add(ids);
          }
        });
  }

  private synchronized void add(List<String> ids) {
    if (changed.size() + ids.size() > MOST_WAITING) {
      many = true;
      changed.clear();
    } else {
      changed.addAll(ids);
    }
  }

  /// One turn: says what has gathered.
  void tell() {
    for (String payload : take()) {
      jdbc.sql("select pg_notify('" + CHANNEL + "', :payload)::text")
          .param("payload", payload)
          .query(String.class)
          .list();
    }
  }

  private synchronized List<String> take() {
    List<String> payloads = new ArrayList<>();
    if (many) {
      payloads.add(MANY);
    } else {
      List<String> ids = List.copyOf(changed);
      for (int from = 0; from < ids.size(); from += MOST) {
        payloads.add(String.join(",", ids.subList(from, Math.min(from + MOST, ids.size()))));
      }
    }
    many = false;
    changed.clear();
    return payloads;
  }
}
