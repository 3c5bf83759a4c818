package io.reelgate.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Due questions about tasks of one account, to be asked together.
record PollBatch(String provider, String account, List<ClaimedPoll> polls) {
  PollBatch {
    polls = List.copyOf(polls);
  }

  /// @param size most polls of one batch
  static List<PollBatch> of(List<ClaimedPoll> polls, int size) {
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
        batches.add(new PollBatch(account.getFirst(), account.getLast(), part));
      }
    });
    return batches;
  }
}
