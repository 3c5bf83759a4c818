package io.reelgate.provider.wavespeed;

import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.BookReader;
import io.reelgate.provider.CallbackReader;
import io.reelgate.provider.Failure;
import io.reelgate.provider.Findings;
import io.reelgate.provider.LostOrder;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.Statement;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.TaskFinder;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Hands orders to WaveSpeedAI and asks how they are doing.
final class WaveSpeedAdapter
    implements ProviderAdapter, TaskFinder, BookReader, CallbackReader, AutoCloseable {
  static final ProviderId ID = new ProviderId("wavespeed");

  private final List<ProviderAccount> accounts;
  private final WaveSpeedClient client;
  private final WaveSpeedCallbacks callbacks;

  WaveSpeedAdapter(
      List<ProviderAccount> accounts, WaveSpeedClient client, WaveSpeedCallbacks callbacks) {
    this.accounts = List.copyOf(accounts);
    this.client = client;
    this.callbacks = callbacks;
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public ProviderClass providerClass() {
    return ProviderClass.LISTS;
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

  @Override
  public Optional<Failure> check(ProviderAccount account) {
    return WaveSpeedBalance.failure(client.balance(account), safe(account, List.of()));
  }

  @Override
  public Submission submit(SubmitOrder order) {
    Reply reply =
        client.submit(
            order.account(),
            order.terms().upstream(),
            WaveSpeedRequestMapper.task(order.spec(), order.terms()),
            order.callback(),
            order.notAfter());
    String prompt = order.spec().prompt();
    return WaveSpeedResponseMapper.submission(
        reply, safe(order.account(), prompt == null ? List.of() : List.of(prompt)));
  }

  @Override
  public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
    Map<String, Reply> replies =
        client.results(account, tickets.stream().map(Ticket::upstreamId).distinct().toList());
    SafeText safe = safe(account, List.of());
    return tickets.stream()
        .distinct()
        .collect(Collectors.toMap(Function.identity(), each -> progress(each, replies, safe)));
  }

  @Override
  public Duration longestFind() {
    return client.longestListing(WaveSpeedListing.MOST_PAGES);
  }

  @Override
  public Findings find(LostOrder order) {
    return new WaveSpeedListing(order)
        .read(page -> client.list(order.account(), page), safe(order.account(), List.of()));
  }

  @Override
  public Duration longestRead() {
    return client.longestListing(WaveSpeedBooks.MOST_PAGES);
  }

  @Override
  public Duration lateness() {
    return WaveSpeedBooks.LATENESS;
  }

  @Override
  public Statement read(ProviderAccount account, Instant from, Instant until) {
    return new WaveSpeedBooks(from, until)
        .read(page -> client.bills(account, page), safe(account, List.of()));
  }

  @Override
  public Reading read(ProviderAccount account, UUID token, VideoSpec spec, Call call) {
    return callbacks.read(account, call);
  }

  private static Progress progress(Ticket ticket, Map<String, Reply> replies, SafeText safe) {
    String id = ticket.upstreamId();
    return WaveSpeedResponseMapper.progress(id, Objects.requireNonNull(replies.get(id)), safe);
  }

  private static SafeText safe(ProviderAccount account, List<String> content) {
    return new SafeText(List.of(account.key().reveal()), content);
  }

  @Override
  public void close() {
    client.close();
  }
}
