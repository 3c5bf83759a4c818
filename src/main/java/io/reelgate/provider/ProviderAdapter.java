package io.reelgate.provider;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The one face all providers show. Implementations are thread-safe, keep no state of jobs, retry
/// nothing, and never throw for what a provider or a network does: every such thing is a value.
public interface ProviderAdapter {
  ProviderId id();

  ProviderClass providerClass();

  /// Live accounts found in the settings; empty when there is no key.
  List<ProviderAccount> accounts();

  /// Where the simulator of this provider's wire listens below the sandbox, such as {@code
  /// wavespeed}.
  default String sandboxPath() {
    return id().value();
  }

  /// The longest that {@link #submit} can take, all timeouts together.
  Duration longestSubmit();

  /// The longest that {@link #poll} of so many tickets can take, all timeouts together.
  Duration longestPoll(int tickets);

  /// How long the provider will keep the outputs of an order, which can depend on the order.
  default Duration retention(Offer offer, VideoSpec spec) {
    return offer.retention();
  }

  /// The longest that a task may go unasked before its provider could have forgotten how it ended.
  default Duration longestUnasked() {
    return Duration.ofDays(1);
  }

  /// Whether a question about a task of the account would be put now. Where it would not, asking
  /// changes nothing.
  default boolean mayPoll(ProviderAccount account) {
    return true;
  }

  /// The id that the provider gives the task of an order, where that can be told beforehand.
  default Optional<String> upstreamId(UUID token, VideoSpec spec) {
    return Optional.empty();
  }

  /// Whether the provider's budget of requests leaves room for an order of the account now.
  default boolean maySubmit(ProviderAccount account) {
    return true;
  }

  /// What an account may be asked to do where the settings do not say.
  default AccountLimits limits() {
    return AccountLimits.NONE;
  }

  /// Asks something that costs nothing, to learn whether the account is served: its key, and its
  /// money where the provider tells. Empty when all is well.
  default Optional<Failure> check(ProviderAccount account) {
    return Optional.of(Failure.of(FailureKind.UNREADABLE, null, "the provider has no free call"));
  }

  /// Hands over one paid order, exactly once. Blocks until the answer, or its absence, is known.
  Submission submit(SubmitOrder order);

  /// Asks how tickets are doing, in their order and in as few requests as the provider allows. All
  /// tickets belong to one account. Answers exactly one progress for each ticket.
  Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets);
}
