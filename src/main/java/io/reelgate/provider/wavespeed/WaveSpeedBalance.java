package io.reelgate.provider.wavespeed;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Envelope;
import java.util.Optional;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the answer about the account's money says of the account. Pure.
final class WaveSpeedBalance {
  private static final JsonPointer BALANCE = JsonPointer.compile("/data/balance");
  private static final int FINE = 200;

  private WaveSpeedBalance() {}

  /// Empty when the key is served and there is money.
  static Optional<Failure> failure(Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> Optional.of(failure);
      case Reply.Lost(Failure failure) -> Optional.of(failure);
      case Reply.Answered answer -> failure(answer, safe);
    };
  }

  private static Optional<Failure> failure(Reply.Answered answer, SafeText safe) {
    Envelope body = ProviderJson.read(answer.body(), Envelope.class).orElse(null);
    Integer code = body == null ? null : body.code();
    int status = answer.successful() && code != null ? code : answer.status();
    if (status != FINE) {
      return Optional.of(WaveSpeedFailures.ofStatus(status, answer, body, safe));
    }
    JsonNode balance =
        ProviderJson.read(answer.body(), JsonNode.class)
            .orElse(MissingNode.getInstance())
            .at(BALANCE);
    if (!balance.isNumber()) {
      return Optional.of(
          Failure.of(FailureKind.UNREADABLE, "200", "the answer does not tell the balance"));
    }
    return balance.decimalValue().signum() > 0
        ? Optional.empty()
        : Optional.of(Failure.of(FailureKind.BALANCE, "balance", "the account has no money"));
  }
}
