package io.reelgate.webhook.delivery;

import io.reelgate.work.Wakeup;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Nudges this process's own senders.
@Component
class DeliveryWakeup {
  private final Wakeup senders = new Wakeup();

  Wakeup senders() {
    return senders;
  }

  /// Once the current transaction is committed; before that its rows cannot be seen.
  void afterCommit() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            senders.signal();
          }
        });
  }
}
