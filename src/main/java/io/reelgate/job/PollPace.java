package io.reelgate.job;

import io.reelgate.provider.Progress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// How often tasks are asked about whose provider is seen to call back: less often, until one ends
/// that it did not call about. Each replica goes by what it has found itself.
@Component
class PollPace {
  private final JobsProperties properties;

  /// How many ends in a row were announced, by account.
  private final Map<Account, Integer> announced = new ConcurrentHashMap<>();

  PollPace(JobsProperties properties) {
    this.properties = properties;
  }

  private record Account(String provider, String name) {
    static Account of(ClaimedPoll poll) {
      return new Account(poll.provider(), poll.account());
    }
  }

  /// Takes in an answer.
  void saw(ClaimedPoll poll, Progress progress) {
    switch (progress) {
      case Progress.Succeeded _, Progress.Failed _ -> ended(poll);
      case Progress.Running _, Progress.NotFound _, Progress.NoAnswer _ -> {}
    }
  }

  private void ended(ClaimedPoll poll) {
    int most = properties.slowerAfter();
    announced.merge(
        Account.of(poll),
        poll.calledBack() ? 1 : 0,
        (before, _) -> poll.calledBack() ? Math.min(most, before + 1) : 0);
  }

  /// When to ask again about a task that is running.
  PollPlan plan(ClaimedPoll poll, PollPlan usual) {
    boolean waits = !poll.calledBack() && heard(poll);
    return waits ? usual.slower(properties.slowerTimes()) : usual;
  }

  private boolean heard(ClaimedPoll poll) {
    return announced.getOrDefault(Account.of(poll), 0) >= properties.slowerAfter();
  }
}
