package io.reelgate.health;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;

/// What an outcome is about.
public record Measured(HealthKey key, String resolution, int seconds) {

  public static Measured of(ProviderId provider, String account, VideoSpec spec) {
    return of(provider, account, spec.model(), spec);
  }

  private static Measured of(ProviderId provider, String account, ModelId model, VideoSpec spec) {
    Operation operation = spec.operation();
    return new Measured(
        new HealthKey(provider, account, model, operation),
        spec.shape().resolution(),
        spec.shape().seconds().fixed().orElse(0));
  }

  TimingKey timing() {
    return new TimingKey(
        key.live(), new OfferId(key.provider(), key.model()), key.operation(), resolution, seconds);
  }
}
