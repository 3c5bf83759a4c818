package io.reelgate.provider;

import io.reelgate.catalog.ProviderId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Who may be called now. A right to submit is taken before the intent is committed, so that a
/// refusal is not an attempt and costs nothing; it covers limiter, bulkhead and breaker of the
/// account, and what binds all replicas: pauses, accounts forced open or drained, unresolved
/// orders, tasks in flight. Nothing here waits long or throws.
public interface Admission {
  /// Asks for the right to send one order. An admitted caller must end the permit.
  Decision<Permit> toSubmit(ProviderAccount account);

  /// Asks for the right to ask about a batch of tasks. An admitted caller must end the permit.
  Decision<PollPermit> toPoll(ProviderAccount account);

  /// Labels of the accounts that would refuse an order now.
  List<String> closedToSubmits();

  /// Labels of the accounts that would refuse questions now.
  List<String> closedToPolls();

  /// The providers that new work may be planned for: those with an account that is not drained. One
  /// that only waits for better times is among them.
  ///
  /// @param live whether real accounts are meant, or the sandbox's
  Set<ProviderId> accepting(boolean live);

  /// A yes with a right, or a no with a reason.
  sealed interface Decision<P> {
    record Admitted<P>(P permit) implements Decision<P> {}

    record Refused<P>(Refusal refusal) implements Decision<P> {}
  }

  /// Why not, for operators and tenants.
  ///
  /// @param account its label
  /// @param retryIn when to ask again at the soonest
  record Refusal(String account, Reason reason, Duration retryIn) {
    @Override
    public String toString() {
      return account + " " + reason.name();
    }
  }

  /// Why an account is closed.
  enum Reason {
    /// An operator wants nothing new there.
    DRAINED,
    /// An operator closed it.
    CLOSED_BY_OPERATOR,
    /// Its key is refused.
    AUTH,
    /// It has no money.
    BALANCE,
    /// Too many orders of which nobody knows whether they were accepted.
    UNKNOWNS,
    /// The provider asked to be left alone.
    PAUSED,
    /// As many tasks are in flight as it may have.
    IN_FLIGHT,
    /// It failed too often lately.
    BREAKER_OPEN,
    /// It failed too often lately, and another job is trying it.
    PROBING,
    /// Its requests of this minute are used up.
    RATE_LIMIT,
    /// As many orders are being sent as may be at a time.
    BULKHEAD;

    /// Whether it lasts so long that somebody should hear of it.
    public boolean notable() {
      return switch (this) {
        case DRAINED, CLOSED_BY_OPERATOR, AUTH, BALANCE, UNKNOWNS, PAUSED, BREAKER_OPEN -> true;
        case IN_FLIGHT, PROBING, RATE_LIMIT, BULKHEAD -> false;
      };
    }
  }

  /// The right to send one order. Ended once: with what came of it, or unused.
  interface Permit {
    /// Most tasks that the account may have in flight, counted once more with the intent; zero for
    /// no cap.
    int mostInFlight();

    void ended(Submission submission);

    /// Nothing was sent. Does nothing once ended.
    void unused();
  }

  /// The right to ask about one batch of tasks. Ended once.
  interface PollPermit {
    void ended(Collection<Progress> answers);

    /// Nothing was asked. Does nothing once ended.
    void unused();
  }
}
