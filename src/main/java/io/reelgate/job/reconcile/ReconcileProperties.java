package io.reelgate.job.reconcile;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How orders are looked into of which nobody knows whether they were accepted.
///
/// @param lease how long one look may take; a question and a repeated order must fit in
/// @param concurrency most looks at a time on this replica
/// @param schedule pauses between the looks at one attempt; the last one repeats
/// @param resendWindow how long after the intent an order is sent again where the provider refuses
///   a second task under the same token; then the job fails as unknown
/// @param window how long after the intent all others are looked for; then the job fails as unknown
/// @param listBefore how much earlier than the intent a provider's clock may have made a task
/// @param listAfter how much later than the last moment to send a task may appear in a list
/// @param quarantine how long after the last moment to send it proves nothing that a search by
///   token finds no task
/// @param absentApart how far apart two such searches must agree
@Validated
@ConfigurationProperties("reelgate.reconcile")
record ReconcileProperties(
    @DefaultValue("90s") Duration lease,
    @DefaultValue("8") @Positive int concurrency,
    @DefaultValue({"10s", "30s", "2m", "5m", "15m"}) @NotEmpty List<Duration> schedule,
    @DefaultValue("1h") Duration resendWindow,
    @DefaultValue("24h") Duration window,
    @DefaultValue("30s") Duration listBefore,
    @DefaultValue("2m") Duration listAfter,
    @DefaultValue("15m") Duration quarantine,
    @DefaultValue("1m") Duration absentApart) {

  ReconcileProperties {
    schedule = List.copyOf(schedule);
  }

  /// The pause after so many looks.
  Duration pause(int checks) {
    return schedule.get(Math.clamp(checks - 1L, 0, schedule.size() - 1));
  }
}
