package io.reelgate.job;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.reelgate.job.JobEndings.Ended;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Measures how far what videos really cost is from what was estimated: one where the catalog is
/// right.
@Component
class CostDrift {
  static final String METER = "reelgate.cost.drift";

  private final MeterRegistry meters;

  CostDrift(MeterRegistry meters) {
    this.meters = meters;
  }

  /// Counts jobs that the current transaction has ended, once it is committed.
  void afterCommit(List<Ended> ended) {
    List<Ended> known = ended.stream().filter(each -> each.drift() != null).toList();
    if (!known.isEmpty()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              known.forEach(CostDrift.this::measure);
            }
          });
    }
  }

  private void measure(Ended ended) {
    if (ended.drift() != null && ended.provider() != null && ended.offer() != null) {
      String offer = ended.offer();
      DistributionSummary.builder(METER)
          .description("what a video cost, divided by its estimate")
          .tag("provider", ended.provider())
          .tag("model", offer.substring(offer.indexOf('/') + 1))
          .register(meters)
          .record(ended.drift());
    }
  }
}
