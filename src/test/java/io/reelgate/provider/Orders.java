package io.reelgate.provider;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// Orders for tests.
public final class Orders {
  public static final UUID TOKEN = UUID.fromString("3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e01");
  public static final String PROMPT = "A paper boat drifts past lanterns, slow push-in";

  private Orders() {}

  /// The plainest one: five seconds of text to video, to be sent within a minute.
  public static SubmitOrder plain(ProviderAccount account, Offer offer) {
    return plain(account, offer, SendDeadline.in(Duration.ofMinutes(1)));
  }

  public static SubmitOrder plain(ProviderAccount account, Offer offer, SendDeadline notAfter) {
    VideoSpec spec =
        new VideoSpec(
            offer.model(),
            Operation.TEXT_TO_VIDEO,
            PROMPT,
            new VideoSpec.Shape(Seconds.of(5), "720p", "16:9", new Size(1280, 720), 1),
            VideoSpec.Media.NONE,
            new VideoSpec.Extras(true, null, null, Map.of()));
    return new SubmitOrder(
        TOKEN,
        account,
        offer,
        offer.terms(Operation.TEXT_TO_VIDEO).orElseThrow(),
        spec,
        false,
        null,
        notAfter);
  }
}
