package io.reelgate.provider.runware;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.runware.RunwareWire.Fault;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Whether an account is served. Its details tell the key and the money, but not every key may ask
/// for them; the question about a task that does not exist is for all, and tells the key alone.
final class RunwareAccountCheck {
  /// The balance is a number, or an object with one.
  private static final List<JsonPointer> BALANCES =
      Stream.of("/data/0/balance", "/data/0/balance/amount").map(JsonPointer::compile).toList();

  private final SafeText safe;

  RunwareAccountCheck(SafeText safe) {
    this.safe = safe;
  }

  /// @param unknownTask asks about a task that does not exist
  Optional<Failure> failure(Reply details, Supplier<Reply> unknownTask) {
    Optional<BigDecimal> balance = balance(details);
    if (balance.isPresent()) {
      return balance.get().signum() > 0
          ? Optional.empty()
          : Optional.of(Failure.of(FailureKind.BALANCE, "balance", "the account has no money"));
    }
    Optional<Failure> failure = failure(details);
    return failure.isPresent() && failure.get().kind() == FailureKind.AUTH
        ? failure
        : failure(unknownTask.get());
  }

  private static Optional<BigDecimal> balance(Reply details) {
    if (!(details instanceof Reply.Answered answer) || !answer.successful()) {
      return Optional.empty();
    }
    JsonNode body =
        ProviderJson.read(answer.body(), JsonNode.class).orElse(MissingNode.getInstance());
    return BALANCES.stream()
        .map(body::at)
        .filter(JsonNode::isNumber)
        .map(JsonNode::decimalValue)
        .findFirst();
  }

  private Optional<Failure> failure(Reply reply) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> Optional.of(failure);
      case Reply.Lost(Failure failure) -> Optional.of(failure);
      case Reply.Answered answer -> failure(RunwareAnswer.of(answer));
    };
  }

  private Optional<Failure> failure(RunwareAnswer answer) {
    Optional<Fault> fault =
        answer.faults().stream().filter(each -> !RunwareFailures.forgotten(each)).findFirst();
    if (fault.isPresent()) {
      return Optional.of(RunwareFailures.of(fault.get(), answer.reply(), safe));
    }
    boolean told = answer.legible() && (answer.reply().successful() || !answer.faults().isEmpty());
    return told ? Optional.empty() : Optional.of(RunwareFailures.ofStatus(answer.reply(), safe));
  }
}
