package io.reelgate.job.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.reelgate.telemetry.GaugeFamily;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What on-call is woken for: differences that nobody has explained, and books that were not
/// compared for long.
@Component
class LedgerGauges {
  static final String DIFFERENCES = "reelgate.ledger.differences";
  static final String AGE = "reelgate.ledger.age";

  private final LedgerReads reads;
  private final GaugeFamily differences;
  private final GaugeFamily ages;

  LedgerGauges(LedgerReads reads, MeterRegistry meters) {
    this.reads = reads;
    this.differences =
        new GaugeFamily(
            meters,
            DIFFERENCES,
            "differences between providers' books and ours that nobody explained",
            "differences");
    this.ages =
        new GaugeFamily(
            meters, AGE, "time since the account's books were last compared", "seconds");
  }

  void refresh() {
    List<LedgerView> all = reads.accounts();
    differences.show(by(all, each -> (double) each.openDifferences()));
    ages.show(by(all, LedgerView::ageSeconds));
  }

  private static Map<Tags, Double> by(List<LedgerView> all, Function<LedgerView, Double> value) {
    return all.stream().collect(Collectors.toMap(LedgerGauges::tags, value));
  }

  private static Tags tags(LedgerView account) {
    return Tags.of("provider", account.provider(), "account", account.account());
  }
}
