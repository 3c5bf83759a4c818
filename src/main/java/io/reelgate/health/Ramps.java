package io.reelgate.health;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Remembers when accounts were closed again after they were not: since then they get a growing
/// share, and what happened before is forgotten.
final class Ramps {
  private static final double[] SHARES = {0.1, 0.25, 0.5};

  private final Duration step;
  private final Map<String, Seen> accounts = new HashMap<>();

  private record Seen(Position position, Instant closedAt) {}

  Ramps(Duration step) {
    this.step = step;
  }

  void look(List<Standing> standings, Instant now) {
    for (Standing each : standings) {
      String label = label(each);
      Seen before = accounts.get(label);
      if (before == null) {
        accounts.put(label, new Seen(each.position(), Instant.MIN));
      } else if (before.position() != each.position()) {
        Instant closedAt = each.position() == Position.CLOSED ? now : before.closedAt();
        accounts.put(label, new Seen(each.position(), closedAt));
      }
    }
  }

  double share(Standing account, Instant now) {
    Instant closedAt = closedAt(label(account));
    int steps =
        closedAt.equals(Instant.MIN)
            ? SHARES.length
            : (int) Math.min(SHARES.length, Duration.between(closedAt, now).dividedBy(step));
    return steps == SHARES.length ? 1 : SHARES[steps];
  }

  /// Whether something that began then was before the account was closed again.
  boolean forgotten(HealthKey key, Instant began) {
    return began.isBefore(closedAt(key.provider() + "/" + key.account()));
  }

  private Instant closedAt(String label) {
    Seen seen = accounts.get(label);
    return seen == null ? Instant.MIN : seen.closedAt();
  }

  private static String label(Standing account) {
    return account.provider() + "/" + account.account();
  }
}
