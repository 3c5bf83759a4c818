package io.reelgate.job.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.stereotype.Component;

/// What on-call is woken for: differences that nobody has explained, and books that were not
/// compared for long.
@Component
class LedgerGauges {
  static final String DIFFERENCES = "reelgate.ledger.differences";
  static final String AGE = "reelgate.ledger.age";

  private final LedgerReads reads;
  private final MultiGauge differences;
  private final MultiGauge ages;

  LedgerGauges(LedgerReads reads, MeterRegistry meters) {
    this.reads = reads;
    this.differences =
        MultiGauge.builder(DIFFERENCES)
            .description("differences between providers' books and ours that nobody explained")
            .baseUnit("differences")
            .register(meters);
    this.ages =
        MultiGauge.builder(AGE)
            .description("time since the account's books were last compared")
            .baseUnit("seconds")
            .register(meters);
  }

  void refresh() {
    List<LedgerView> all = reads.accounts();
    differences.register(
        all.stream().map(each -> Row.of(tags(each), each.openDifferences())).toList(), true);
    ages.register(all.stream().map(each -> Row.of(tags(each), each.ageSeconds())).toList(), true);
  }

  private static Tags tags(LedgerView account) {
    return Tags.of("provider", account.provider(), "account", account.account());
  }
}
