package io.reelgate.provider.account;

import io.reelgate.provider.Failure;
import io.reelgate.provider.account.Breaker.Verdict;
import java.time.Duration;
import java.util.Objects;

/// What a failure means for the account that it came from. Its kind decides, never a status: a 403
/// can be about one prompt.
final class FailureUse {
  private FailureUse() {}

  static Verdict verdict(Failure failure) {
    return switch (failure.kind()) {
      case PROVIDER_ERROR, TIMEOUT, NETWORK, UNREADABLE -> Verdict.FAULT;
      case MODERATION,
          INVALID_INPUT,
          MEDIA_UNREACHABLE,
          AUTH,
          BALANCE,
          FORBIDDEN,
          RATE_LIMITED,
          STOPPED_UPSTREAM,
          NOT_FOUND,
          DEADLINE ->
          Verdict.NOTHING;
    };
  }

  /// Whether the account is of no use until it was put right.
  static boolean forcesOpen(Failure failure) {
    return switch (failure.kind()) {
      case AUTH, BALANCE -> true;
      case MODERATION,
          INVALID_INPUT,
          MEDIA_UNREACHABLE,
          FORBIDDEN,
          RATE_LIMITED,
          PROVIDER_ERROR,
          TIMEOUT,
          STOPPED_UPSTREAM,
          NOT_FOUND,
          NETWORK,
          UNREADABLE,
          DEADLINE ->
          false;
    };
  }

  /// How long to leave the account alone after "too many requests".
  static Duration pause(Failure failure, AdmissionProperties properties) {
    Duration asked = Objects.requireNonNullElse(failure.retryAfter(), properties.pause());
    Duration longest = properties.longestPause();
    return asked.compareTo(longest) > 0 ? longest : asked;
  }
}
