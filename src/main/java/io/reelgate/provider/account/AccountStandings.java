package io.reelgate.provider.account;

import io.reelgate.health.Position;
import io.reelgate.health.Standing;
import io.reelgate.health.Standings;
import io.reelgate.provider.Admission.Reason;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells the health board what only the guards know.
@Component
class AccountStandings implements Standings {
  private final AccountBoard board;

  AccountStandings(AccountBoard board) {
    this.board = board;
  }

  @Override
  public List<Standing> all() {
    return board.all().stream().map(AccountStandings::standing).toList();
  }

  private static Standing standing(AccountGuard guard) {
    Optional<Reason> closed = guard.closedToSubmits().map(AccountGuard.Closed::reason);
    AccountRow row = guard.row();
    return new Standing(
        guard.account().provider(),
        guard.account().name(),
        position(guard, closed),
        closed.map(Reason::name).orElse(null),
        row != null && row.drained(),
        guard.inFlight());
  }

  /// A turn that one has to wait for does not make an account worse; neither does a short pause,
  /// which the score counts by itself.
  private static Position position(AccountGuard guard, Optional<Reason> closed) {
    return switch (closed.orElse(null)) {
      case CLOSED_BY_OPERATOR, AUTH, BALANCE, UNKNOWNS, BREAKER_OPEN -> Position.OPEN;
      case null -> closedOrTrial(guard);
      case DRAINED, PAUSED, IN_FLIGHT, PROBING, RATE_LIMIT, BULKHEAD -> closedOrTrial(guard);
    };
  }

  private static Position closedOrTrial(AccountGuard guard) {
    return guard.submits().halfOpen() ? Position.HALF_OPEN : Position.CLOSED;
  }
}
