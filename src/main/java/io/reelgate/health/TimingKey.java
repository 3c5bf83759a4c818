package io.reelgate.health;

import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.VideoSpec;

/// What takes about equally long.
///
/// @param live whether a real provider did it; its simulator is quicker
/// @param seconds of output; zero where the provider chooses
public record TimingKey(
    boolean live, OfferId offer, Operation operation, String resolution, int seconds) {

  public static TimingKey of(boolean live, OfferId offer, VideoSpec spec) {
    return new TimingKey(
        live,
        offer,
        spec.operation(),
        spec.shape().resolution(),
        spec.shape().seconds().fixed().orElse(0));
  }

  /// The same of any length, for those of which too few were seen.
  TimingKey anySeconds() {
    return new TimingKey(live, offer, operation, resolution, -1);
  }
}
