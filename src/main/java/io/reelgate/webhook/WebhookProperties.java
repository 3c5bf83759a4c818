package io.reelgate.webhook;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How events are brought to their receivers.
///
/// @param senders most tries at once on this replica
/// @param perEndpoint most tries at once at one endpoint, over all replicas
/// @param perSender most deliveries that a try's place takes at once while its endpoint answers
///   quickly; as many may be sent twice when the process dies
/// @param batch most deliveries of one claim of a sender
/// @param busy pause after a claim that left senders free
/// @param idle pause after a claim of deliveries that found nothing
/// @param drain longest wait for tries under way when the process stops
/// @param lease how long a sender may hold a delivery; longer than one try may take
/// @param sweep how often deliveries of dead senders are looked for
/// @param schedule how long after each failure the next try comes, give or take a fifth; after one
///   more failure the delivery is dead
/// @param shortestWait after an answer of 429, 502, 503 or 504, no try comes sooner
/// @param longestWait what `Retry-After` asks for beyond this is not granted
/// @param breakerAfter so many failures in a row close an endpoint to all but probes
/// @param firstProbe how long after that the first probe comes; each failed probe doubles it
/// @param longestProbe no two probes are further apart
/// @param disableAfter an endpoint without a success for so long is disabled
/// @param disableFailures but not before so many failures
/// @param kept how long events, deliveries and their tries are kept
/// @param maxEndpoints most endpoints of one tenant
@Validated
@ConfigurationProperties("reelgate.webhooks")
public record WebhookProperties(
    @DefaultValue("128") @Positive int senders,
    @DefaultValue("4") @Positive int perEndpoint,
    @DefaultValue("16") @Positive int perSender,
    @DefaultValue("32") @Positive int batch,
    @DefaultValue("100ms") Duration busy,
    @DefaultValue("150ms") Duration idle,
    @DefaultValue("20s") Duration drain,
    @DefaultValue("30s") Duration lease,
    @DefaultValue("5s") Duration sweep,
    @DefaultValue({"5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"}) @NotEmpty
        List<Duration> schedule,
    @DefaultValue("60s") Duration shortestWait,
    @DefaultValue("24h") Duration longestWait,
    @DefaultValue("5") @Positive int breakerAfter,
    @DefaultValue("60s") Duration firstProbe,
    @DefaultValue("30m") Duration longestProbe,
    @DefaultValue("120h") Duration disableAfter,
    @DefaultValue("10") @Positive int disableFailures,
    @DefaultValue("30d") Duration kept,
    @DefaultValue("50") @Positive int maxEndpoints) {
  public WebhookProperties {
    schedule = List.copyOf(schedule);
  }
}
