package io.reelgate.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Due questions about tasks of one account, to be asked together.
///
/// @param trustedUntil on the monotonic clock; after that the rows may be another worker's
record PollBatch(String provider, String account, List<ClaimedPoll> polls, long trustedUntil) {
  PollBatch {
    polls = List.copyOf(polls);
  }

  /// Whether all that still has to be done surely ends while the rows are ours.
  boolean timeFor(Duration longest) {
    return System.nanoTime() + longest.toNanos() - trustedUntil < 0;
  }

  Duration trust() {
    return Duration.ofNanos(Math.max(0, trustedUntil - System.nanoTime()));
  }

  /// @param size most polls of one batch
  static List<PollBatch> of(List<ClaimedPoll> polls, int size, long trustedUntil) {
    Map<List<String>, List<ClaimedPoll>> byAccount = new LinkedHashMap<>();
    for (ClaimedPoll poll : polls) {
      byAccount
          .computeIfAbsent(List.of(poll.provider(), poll.account()), key -> new ArrayList<>())
          .add(poll);
    }
    List<PollBatch> batches = new ArrayList<>();
    byAccount.forEach((account, all) -> {
      for (int from = 0; from < all.size(); from += size) {
        List<ClaimedPoll> part = all.subList(from, Math.min(from + size, all.size()));
        batches.add(new PollBatch(account.getFirst(), account.getLast(), part, trustedUntil));
      }
    });
    return batches;
  }
}
