package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.job.Ending.CostSource;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import io.reelgate.provider.Ticket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Goes on asking, slowly, about tasks whose jobs are over while their cost is open: until the
/// provider tells it, or has forgotten the task. Nothing that is learned changes how a job ended.
@Component
class CostWatch {
  private static final Logger LOG = LoggerFactory.getLogger(CostWatch.class);
  private static final int BATCH = 20;

  private final WatchWrites writes;
  private final Providers providers;

  CostWatch(WatchWrites writes, Providers providers) {
    this.writes = writes;
    this.providers = providers;
  }

  /// One turn: asks about what is due.
  void look() {
    List<WatchedTask> due = writes.claim(BATCH);
    Map<List<String>, List<WatchedTask>> byAccount = new LinkedHashMap<>();
    for (WatchedTask task : due) {
      byAccount
          .computeIfAbsent(List.of(task.provider(), task.account()), _ -> new ArrayList<>())
          .add(task);
    }
    byAccount.values().forEach(this::attempt);
  }

  /// What goes wrong with one account keeps the others from nothing.
  private void attempt(List<WatchedTask> tasks) {
    try {
      ask(tasks);
    } catch (RuntimeException e) {
      WatchedTask one = tasks.getFirst();
      LOG.error(
          "{}/{}: the costs of {} tasks were not learned, asked again later",
          one.provider(),
          one.account(),
          tasks.size(),
          e);
    }
  }

  private void ask(List<WatchedTask> tasks) {
    WatchedTask one = tasks.getFirst();
    var provider = new ProviderId(one.provider());
    Optional<ProviderAdapter> adapter = providers.adapter(provider);
    Optional<ProviderAccount> account = providers.account(provider, one.account());
    if (adapter.isEmpty() || account.isEmpty() || !adapter.get().mayPoll(account.get())) {
      return;
    }
    Map<Ticket, WatchedTask> tickets = new LinkedHashMap<>();
    tasks.forEach(each -> tickets.put(new Ticket(each.token(), each.upstreamId()), each));
    Map<Ticket, Progress> answers =
        adapter.get().poll(account.get(), List.copyOf(tickets.keySet()));
    tickets.forEach((ticket, task) -> {
      Progress answer = answers.get(ticket);
      if (answer != null) {
        learn(task, answer);
      }
    });
  }

  private void learn(WatchedTask task, Progress answer) {
    switch (answer) {
      case Progress.Succeeded success -> settle(task, AttemptState.SUCCEEDED, cost(task, success));
      case Progress.Failed failed -> settle(task, AttemptState.FAILED, cost(failed));
      case Progress.Running _, Progress.NotFound _, Progress.NoAnswer _ -> again(task);
    }
  }

  private static Optional<WatchWrites.Cost> cost(WatchedTask task, Progress.Succeeded success) {
    if (success.reportedCost() != null) {
      return Optional.of(
          new WatchWrites.Cost(success.reportedCost().micros(), CostSource.REPORTED));
    }
    return Optional.ofNullable(task.exactUsdMicros())
        .map(micros -> new WatchWrites.Cost(micros, CostSource.COMPUTED));
  }

  private static Optional<WatchWrites.Cost> cost(Progress.Failed failed) {
    return failed.free()
        ? Optional.of(new WatchWrites.Cost(0, CostSource.COMPUTED))
        : Optional.empty();
  }

  private void settle(WatchedTask task, AttemptState state, Optional<WatchWrites.Cost> cost) {
    if (cost.isEmpty()) {
      writes.ended(task, state);
      again(task);
      return;
    }
    writes.settled(task, state, cost.get());
    LOG.info(
        "job {}: attempt {} at {}/{} ended {} after its job, at a cost of {} micro-dollars",
        task.jobId(),
        task.token(),
        task.provider(),
        task.account(),
        state,
        cost.get().micros());
  }

  /// The claim has already put the next look off; a task that the provider has forgotten by now is
  /// given up.
  private void again(WatchedTask task) {
    if (task.forgotten()) {
      writes.givenUp(task);
      LOG.error(
          "job {}: {}/{} has forgotten attempt {} before it told its cost; an operator must look it"
              + " up",
          task.jobId(),
          task.provider(),
          task.account(),
          task.token());
    }
  }
}
