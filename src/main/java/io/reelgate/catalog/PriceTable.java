package io.reelgate.catalog;

import io.reelgate.catalog.VideoSpec.ReferenceKind;
import java.util.Map;
import java.util.Optional;

/// What an operation costs in each case that can be ordered.
public record PriceTable(Map<PriceCase, Price> prices) {
  public PriceTable {
    prices = Map.copyOf(prices);
  }

  /// What a price depends on.
  ///
  /// @param audio whether there is native sound
  /// @param videoInput whether a reference is a clip
  public record PriceCase(String resolution, boolean audio, boolean videoInput) {
    public static PriceCase of(VideoSpec spec) {
      return new PriceCase(
          spec.shape().resolution(),
          spec.extras().generateAudio(),
          !spec.media().references(ReferenceKind.VIDEO).isEmpty());
    }
  }

  public Optional<Price> price(PriceCase wanted) {
    return Optional.ofNullable(prices.get(wanted));
  }
}
