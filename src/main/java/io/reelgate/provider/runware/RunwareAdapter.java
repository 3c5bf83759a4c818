package io.reelgate.provider.runware;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.CallbackReader;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.runware.RunwareClient.Asked;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Hands orders to Runware and asks how they are doing.
final class RunwareAdapter implements ProviderAdapter, CallbackReader, AutoCloseable {
  static final ProviderId ID = new ProviderId("runware");
  private static final Progress UNASKED =
      new Progress.NoAnswer(
          Failure.of(FailureKind.NETWORK, "interrupted", "the question was given up"));

  private final List<ProviderAccount> accounts;
  private final RunwareClient client;

  RunwareAdapter(List<ProviderAccount> accounts, RunwareClient client) {
    this.accounts = List.copyOf(accounts);
    this.client = client;
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public ProviderClass providerClass() {
    return ProviderClass.DEDUPES;
  }

  @Override
  public List<ProviderAccount> accounts() {
    return accounts;
  }

  @Override
  public Duration longestSubmit() {
    return client.longestSubmit();
  }

  @Override
  public Duration longestPoll(int tickets) {
    return client.longestResults(tickets);
  }

  /// The order itself says how long its files are kept.
  @Override
  public Duration retention(Offer offer, VideoSpec spec) {
    return offer
        .terms(spec.operation())
        .flatMap(terms -> RunwareRequestMapper.kept(spec, terms))
        .orElse(offer.retention());
  }

  @Override
  public Optional<Failure> check(ProviderAccount account) {
    return new RunwareAccountCheck(safe(account, List.of()))
        .failure(client.details(account), () -> client.unknownTask(account));
  }

  @Override
  public Submission submit(SubmitOrder order) {
    TaskName name = TaskName.of(order.token(), order.spec().shape().outputs());
    Reply reply =
        client.submit(
            order.account(),
            RunwareRequestMapper.task(name, order.spec(), order.terms(), order.callback()),
            order.notAfter());
    String prompt = order.spec().prompt();
    return RunwareResponseMapper.submission(
        name,
        order.again(),
        reply,
        safe(order.account(), prompt == null ? List.of() : List.of(prompt)));
  }

  @Override
  public Optional<String> upstreamId(UUID token, VideoSpec spec) {
    return Optional.of(TaskName.of(token, spec.shape().outputs()).upstreamId());
  }

  /// Only a finished video proves the task: an error can also be the refusal of an order.
  @Override
  public Reading read(ProviderAccount account, UUID token, VideoSpec spec, Call call) {
    return RunwareCallback.tellsOf(TaskName.of(token, 1), call.text())
        ? new Reading.Task(TaskName.of(token, spec.shape().outputs()).upstreamId())
        : new Reading.NoTask();
  }

  @Override
  public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
    Map<Ticket, TaskName> names = new LinkedHashMap<>();
    tickets.forEach(each -> names.put(each, TaskName.parse(each.upstreamId())));
    Map<String, TaskName> tasks = new LinkedHashMap<>();
    names.values().forEach(each -> tasks.put(each.key(), each));
    List<String> ids = tasks.values().stream().map(TaskName::id).toList();
    Map<String, Progress> told = told(tasks, client.results(account, ids), account);
    Map<Ticket, Progress> all = new LinkedHashMap<>();
    names.forEach((ticket, name) -> all.put(ticket, told.getOrDefault(name.key(), UNASKED)));
    return all;
  }

  private static Map<String, Progress> told(
      Map<String, TaskName> tasks, Collection<Asked> answered, ProviderAccount account) {
    SafeText safe = safe(account, List.of());
    Map<String, Progress> told = new HashMap<>();
    for (Asked each : answered) {
      List<TaskName> asked =
          each.ids().stream()
              .map(id -> tasks.get(TaskName.key(id)))
              .filter(Objects::nonNull)
              .toList();
      told.putAll(RunwareResponseMapper.progress(asked, each.reply(), safe));
    }
    return told;
  }

  private static SafeText safe(ProviderAccount account, List<String> content) {
    return new SafeText(List.of(account.key().reveal()), content);
  }

  @Override
  public void close() {
    client.close();
  }
}
