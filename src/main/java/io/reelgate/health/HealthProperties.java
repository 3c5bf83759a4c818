package io.reelgate.health;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How health is measured.
///
/// @param refresh how often the snapshot is made anew from what is in memory; 1 second
/// @param exchange how often a replica adds its counts to the fleet's and reads those back; 5
///   seconds
/// @param ignoredAfter counters that could not be read for so long are no advice any more; 30
///   seconds
/// @param halfLife after this time an outcome counts half; 5 minutes
/// @param lead by how much one score must be higher than another to be in the lead, 0 to 1; 0.05
/// @param leadFor how long a lead must last before it counts, and its end before it does not; 30
///   seconds
/// @param rampStep how long a provider stays at each of 10, 25 and 50 per cent of its share after
///   its breaker has closed; 2 minutes
@Validated
@ConfigurationProperties("reelgate.health")
public record HealthProperties(
    @DefaultValue("1s") Duration refresh,
    @DefaultValue("5s") Duration exchange,
    @DefaultValue("30s") Duration ignoredAfter,
    @DefaultValue("5m") Duration halfLife,
    @DefaultValue("0.05") @DecimalMin("0") @DecimalMax("1") double lead,
    @DefaultValue("30s") Duration leadFor,
    @DefaultValue("2m") Duration rampStep) {
  /// As shipped.
  public static final HealthProperties USUAL =
      new HealthProperties(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          0.05,
          Duration.ofSeconds(30),
          Duration.ofMinutes(2));
}
