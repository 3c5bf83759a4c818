package io.reelgate.job;

import io.reelgate.work.Wakeup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Nudges for this process's own loops.
@Component
class Wakeups {
  private final Wakeup submit = new Wakeup();
  private final Wakeup poll = new Wakeup();
  private final Wakeup store = new Wakeup();

  Wakeup submit() {
    return submit;
  }

  Wakeup poll() {
    return poll;
  }

  Wakeup store() {
    return store;
  }

  /// Nudges once the current transaction is committed; before that the row cannot be seen.
  void afterCommit(Wakeup wakeup) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            wakeup.signal();
          }
        });
  }
}
