package io.reelgate.provider;

import io.reelgate.catalog.VideoSpec;
import java.util.Optional;
import java.util.UUID;

/// The optional face of an adapter whose provider calls back under an address that the order names.
public interface CallbackReader {
  /// The provider's id of the order's task, if the body proves that there is one. Nothing else in a
  /// callback is believed.
  ///
  /// @param token of the attempt whose address was called
  /// @param body from outside, as it came
  Optional<String> task(UUID token, VideoSpec spec, String body);
}
