package io.reelgate.job;

import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.CallbackReader;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Findings;
import io.reelgate.provider.LostOrder;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Secret;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.TaskFinder;
import io.reelgate.provider.Ticket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A provider of a class that says what a test wants it to say, and remembers what it was asked.
final class ScriptedAdapter implements ProviderAdapter, TaskFinder, CallbackReader {
  static final Failure BUSY = Failure.of(FailureKind.PROVIDER_ERROR, "500", "busy");
  static final String ACCOUNT = "default";
  static final String UNPROVEN = "x-unproven";

  private final ProviderClass kind;
  private final ProviderAccount account;
  final List<SubmitOrder> orders = new CopyOnWriteArrayList<>();
  final List<Ticket> polls = new CopyOnWriteArrayList<>();
  final List<LostOrder> searches = new CopyOnWriteArrayList<>();
  private volatile Progress progress = new Progress.NotFound(BUSY);
  private volatile Submission submission = new Submission.Unclear(BUSY);
  private volatile Findings findings = new Findings.NoAnswer(BUSY);

  ScriptedAdapter(ProviderClass kind) {
    this.kind = kind;
    this.account =
        new ProviderAccount(
            id(kind), ACCOUNT, URI.create("http://10.0.0.7/acme"), new Secret("key"), false);
  }

  static ProviderId id(ProviderClass kind) {
    return new ProviderId("acme-" + kind.name().toLowerCase(Locale.ROOT));
  }

  void forget() {
    orders.clear();
    polls.clear();
    searches.clear();
    progress = new Progress.NotFound(BUSY);
    submission = new Submission.Unclear(BUSY);
    findings = new Findings.NoAnswer(BUSY);
  }

  ScriptedAdapter polled(Progress answer) {
    progress = answer;
    return this;
  }

  ScriptedAdapter submitted(Submission answer) {
    submission = answer;
    return this;
  }

  ScriptedAdapter found(String... upstreamIds) {
    findings = new Findings.Tasks(Set.of(upstreamIds), true);
    return this;
  }

  ScriptedAdapter foundAmongOthers(String... upstreamIds) {
    findings = new Findings.Tasks(Set.of(upstreamIds), false);
    return this;
  }

  @Override
  public ProviderId id() {
    return id(kind);
  }

  @Override
  public ProviderClass providerClass() {
    return kind;
  }

  @Override
  public List<ProviderAccount> accounts() {
    return List.of(account);
  }

  ProviderAccount account() {
    return account;
  }

  @Override
  public Duration longestSubmit() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration longestPoll(int tickets) {
    return Duration.ofSeconds(1);
  }

  @Override
  public Duration longestFind() {
    return Duration.ofSeconds(1);
  }

  @Override
  public Optional<String> upstreamId(UUID token, VideoSpec spec) {
    return Optional.of("task-" + token);
  }

  @Override
  public Submission submit(SubmitOrder order) {
    orders.add(order);
    return submission;
  }

  @Override
  public Map<Ticket, Progress> poll(ProviderAccount asked, List<Ticket> tickets) {
    polls.addAll(tickets);
    return tickets.stream().collect(Collectors.toMap(Function.identity(), each -> progress));
  }

  @Override
  public Findings find(LostOrder order) {
    searches.add(order);
    return findings;
  }

  /// The body is the task's id, unless a header says that nothing proves it.
  @Override
  public Reading read(ProviderAccount asked, UUID token, VideoSpec spec, Call call) {
    if (call.header(UNPROVEN).isPresent()) {
      return new Reading.Unproven("the test says so");
    }
    return call.text().isBlank() ? new Reading.NoTask() : new Reading.Task(call.text());
  }
}
