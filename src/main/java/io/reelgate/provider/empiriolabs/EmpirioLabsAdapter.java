package io.reelgate.provider.empiriolabs;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.AccountLimits;
import io.reelgate.provider.BookReader;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
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
import io.reelgate.provider.empiriolabs.EmpirioLabsUsage.Event;
import io.reelgate.provider.empiriolabs.EmpirioLabsUsage.Page;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Hands orders to EmpirioLabs and asks how they are doing.
final class EmpirioLabsAdapter implements ProviderAdapter, TaskFinder, BookReader, AutoCloseable {
  static final ProviderId ID = new ProviderId("empiriolabs");

  /// How far back the usage list is searched for a lost result: no job lives longer.
  private static final Duration LOOK_BACK = Duration.ofHours(25);

  /// The account has no such list, or may not see it: there is nothing to wait for.
  private static final Set<Integer> NO_LIST = Set.of(403, 404);

  /// A task must be asked about several times before it is forgotten.
  private static final int ASKED_PER_LIFE = 4;

  private static final AccountLimits LIMITS = new AccountLimits(600);

  private static final Progress UNASKED =
      Progress.NoAnswer.unasked(
          Failure.of(FailureKind.RATE_LIMITED, "limit", "the account may ask no more for now"));

  private final List<ProviderAccount> accounts;
  private final EmpirioLabsClient client;
  private final Clock clock;
  private final Times times;
  private final StrangeWords strangeWords = new StrangeWords();

  /// @param taskLife how long after its end a task is remembered
  /// @param outputGrace how long after its end a task may be without its file
  record Times(Duration taskLife, Duration outputGrace) {}

  EmpirioLabsAdapter(
      List<ProviderAccount> accounts, EmpirioLabsClient client, Clock clock, Times times) {
    this.accounts = List.copyOf(accounts);
    this.client = client;
    this.clock = clock;
    this.times = times;
  }

  @Override
  public ProviderId id() {
    return ID;
  }

  @Override
  public ProviderClass providerClass() {
    return ProviderClass.BILLS;
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
    return client.longestAnswers(tickets, EmpirioLabsUsage.MOST_PAGES);
  }

  @Override
  public Duration longestUnasked() {
    return times.taskLife().dividedBy(ASKED_PER_LIFE);
  }

  @Override
  public boolean maySubmit(ProviderAccount account) {
    return client.maySubmit(account);
  }

  /// Its rate limit and its short memory allow no more than can be asked about in time.
  @Override
  public AccountLimits limits() {
    return LIMITS;
  }

  @Override
  public Optional<Failure> check(ProviderAccount account) {
    return EmpirioLabsBalance.failure(client.newest(account), safe(account, List.of()));
  }

  @Override
  public boolean mayPoll(ProviderAccount account) {
    return client.mayPoll(account);
  }

  @Override
  public Submission submit(SubmitOrder order) {
    Reply reply =
        client.submit(
            order.account(),
            EmpirioLabsRequestMapper.generation(
                order.spec(), order.terms().upstream(), order.terms().honours()),
            order.notAfter());
    List<String> content =
        Stream.of(
                Optional.ofNullable(order.spec().prompt()),
                Optional.ofNullable(order.spec().extras().negativePrompt()))
            .flatMap(Optional::stream)
            .toList();
    return EmpirioLabsResponseMapper.submission(reply, safe(order.account(), content));
  }

  @Override
  public Map<Ticket, Progress> poll(ProviderAccount account, List<Ticket> tickets) {
    List<String> named =
        tickets.stream()
            .map(Ticket::upstreamId)
            .filter(id -> !EmpirioLabsId.isOwn(id))
            .distinct()
            .toList();
    Map<String, Reply> replies = client.jobs(account, named);
    Instant now = clock.instant();
    var mapper =
        new EmpirioLabsResponseMapper(
            new EmpirioLabsUsage(
                cursor -> page(client.usage(account, now.minus(LOOK_BACK), null, cursor))),
            now.minus(times.outputGrace()),
            strangeWords,
            safe(account, List.of()));
    Map<Ticket, Progress> all = new LinkedHashMap<>();
    tickets.forEach(ticket -> all.put(ticket, progress(ticket.upstreamId(), replies, mapper)));
    return all;
  }

  @Override
  public Duration longestFind() {
    return client.longestAnswers(0, EmpirioLabsUsage.MOST_PAGES);
  }

  /// Whether a record bears the time of its order or of its end is not told, so nothing later than
  /// the order is left out. A record that names no task could be anybody's.
  @Override
  public Findings find(LostOrder order) {
    var usage =
        new EmpirioLabsUsage(
            cursor -> page(client.usage(order.account(), order.from(), null, cursor)));
    List<Event> events =
        usage.all(each -> each.model() == null || each.model().equals(order.upstream()));
    if (usage.silent()) {
      return new Findings.NoAnswer(
          Failure.of(FailureKind.UNREADABLE, "usage", "the usage list cannot be read now"));
    }
    Set<String> named =
        events.stream()
            .map(Event::jobId)
            .filter(id -> id != null && EmpirioLabsId.usable(id))
            .collect(Collectors.toSet());
    boolean allNamed = events.stream().allMatch(each -> named.contains(each.jobId()));
    return new Findings.Tasks(named, allNamed && !usage.unread());
  }

  @Override
  public Duration longestRead() {
    return client.longestAnswers(0, EmpirioLabsBooks.MOST_PAGES);
  }

  @Override
  public Duration lateness() {
    return EmpirioLabsBooks.LATENESS;
  }

  @Override
  public Statement read(ProviderAccount account, Instant from, Instant until) {
    return EmpirioLabsBooks.read(
        new EmpirioLabsUsage(cursor -> read(client.usage(account, from, until, cursor))));
  }

  private static Progress progress(
      String id, Map<String, Reply> replies, EmpirioLabsResponseMapper mapper) {
    if (EmpirioLabsId.isOwn(id)) {
      return mapper.ofOwn(id);
    }
    Reply reply = replies.get(id);
    return reply == null ? UNASKED : mapper.progress(id, reply);
  }

  private static Optional<Page> page(Reply reply) {
    if (!(reply instanceof Reply.Answered answer)) {
      return Optional.empty();
    }
    if (NO_LIST.contains(answer.status())) {
      return Optional.of(new Page(List.of(), null));
    }
    return read(answer);
  }

  private static Optional<Page> read(Reply reply) {
    return reply instanceof Reply.Answered answer && answer.successful()
        ? Page.of(EmpirioLabsAnswer.of(answer))
        : Optional.empty();
  }

  private static SafeText safe(ProviderAccount account, List<String> content) {
    return new SafeText(List.of(account.key().reveal()), content);
  }

  @Override
  public void close() {
    client.close();
  }
}
