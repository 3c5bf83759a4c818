package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;

/// What the usage list, which has the balance beside it, says of the account. Pure.
final class EmpirioLabsBalance {
  private static final List<JsonPointer> BALANCES =
      Stream.of("/balance", "/balance/amount").map(JsonPointer::compile).toList();

  private EmpirioLabsBalance() {}

  /// Empty when the key is served and there is money, as far as it is told.
  static Optional<Failure> failure(Reply reply, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> Optional.of(failure);
      case Reply.Lost(Failure failure) -> Optional.of(failure);
      case Reply.Answered answer -> failure(answer, EmpirioLabsAnswer.of(answer), safe);
    };
  }

  private static Optional<Failure> failure(
      Reply.Answered answer, EmpirioLabsAnswer body, SafeText safe) {
    if (!answer.successful() || !body.body().isObject()) {
      return Optional.of(EmpirioLabsFailures.ofStatus(answer, body, safe));
    }
    Optional<BigDecimal> balance =
        BALANCES.stream()
            .map(body.body()::at)
            .flatMap(each -> EmpirioLabsAnswer.dollars(each).stream())
            .findFirst();
    return balance.isPresent() && balance.get().signum() <= 0
        ? Optional.of(Failure.of(FailureKind.BALANCE, "balance", "the account has no money"))
        : Optional.empty();
  }
}
