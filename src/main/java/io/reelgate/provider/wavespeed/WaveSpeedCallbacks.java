package io.reelgate.provider.wavespeed;

import io.reelgate.provider.CallbackReader.Call;
import io.reelgate.provider.CallbackReader.Reading;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Prediction;
import java.time.InstantSource;
import java.util.Optional;

/// Reads callbacks: the bare task, signed. A task is believed only from whom has the account's
/// secret.
final class WaveSpeedCallbacks {
  private final WaveSpeedSecrets secrets;
  private final InstantSource clock;

  WaveSpeedCallbacks(WaveSpeedSecrets secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  Reading read(ProviderAccount account, Call call) {
    Optional<WaveSpeedSignature> signature = WaveSpeedSignature.of(call);
    if (signature.isEmpty()) {
      return new Reading.Unproven("it has no signature");
    }
    if (!signature.get().recent(clock.instant())) {
      return new Reading.Unproven("its timestamp is too far from our clock");
    }
    return switch (secrets.judge(account, secret -> signature.get().signs(call.body(), secret))) {
      case FITS -> task(call);
      case DOES_NOT_FIT -> new Reading.Unproven("its signature is wrong");
      case NO_SECRET -> new Reading.Unproven("there is no secret to check its signature with");
    };
  }

  private static Reading task(Call call) {
    return ProviderJson.read(call.text(), Prediction.class)
        .map(Prediction::id)
        .filter(id -> id != null && TaskId.usable(id))
        .<Reading>map(Reading.Task::new)
        .orElseGet(Reading.NoTask::new);
  }
}
