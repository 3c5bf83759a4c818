package io.reelgate.provider.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.http.Call;
import io.reelgate.provider.http.NoTransaction;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Paths, headers and the request limit of the API; knows nothing of jobs. Addresses are always
/// built from ids: one that an answer names is never followed, so the key stays with its host.
final class EmpirioLabsClient implements AutoCloseable {
  private static final int USAGE_PAGE = 200;
  private static final int TOO_MANY = 429;
  private static final Duration USUAL_REST = Duration.ofSeconds(10);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private final ProviderClient http;
  private final EmpirioLabsLimits limits;
  private final int pollConcurrency;

  EmpirioLabsClient(ProviderClient http, EmpirioLabsLimits limits, int pollConcurrency) {
    this.http = http;
    this.limits = limits;
    this.pollConcurrency = pollConcurrency;
  }

  /// The longest that a submit can take.
  Duration longestSubmit() {
    return http.longestSubmit();
  }

  /// The longest that questions about so many tasks, and then about pages of the usage list, can
  /// take.
  Duration longestAnswers(int ids, int pages) {
    return http.longestAsk().multipliedBy((long) Math.ceilDiv(ids, pollConcurrency) + pages);
  }

  /// Whether there may be a permit for an order.
  boolean maySubmit(ProviderAccount account) {
    return limits.of(account).mayOrder();
  }

  /// Whether there may be a permit to ask about tasks.
  boolean mayPoll(ProviderAccount account) {
    return limits.of(account).mayPoll();
  }

  Reply submit(
      ProviderAccount account, EmpirioLabsWire.Generation generation, SendDeadline notAfter) {
    NoTransaction.check();
    EmpirioLabsPermits permits = limits.of(account);
    if (!permits.order()) {
      return new Reply.NotSent(noPermit(permits.turn()));
    }
    URI uri = URI.create(account.baseUrl() + "/v1/videos/generations");
    Call call = Call.post(uri, key(account), ProviderJson.write(generation));
    return heeded(permits, http.submit(call, notAfter));
  }

  /// Asks about tasks in the given order, several at a time, as far as the permits go. A task that
  /// is missing in the answer was not asked about.
  Map<String, Reply> jobs(ProviderAccount account, List<String> ids) {
    NoTransaction.check();
    EmpirioLabsPermits permits = limits.of(account);
    Map<String, Reply> replies = new ConcurrentHashMap<>();
    try {
      Flux.fromIterable(ids)
          .takeWhile(id -> permits.poll())
          .flatMap(
              id -> job(account, id).doOnNext(reply -> replies.put(id, reply)), pollConcurrency)
          .doOnNext(reply -> heeded(permits, reply))
          .blockLast();
    } catch (RuntimeException interrupted) {
      // whoever was not answered yet is asked again
    }
    return replies;
  }

  /// The newest line of the usage list, which has the balance beside it.
  Reply newest(ProviderAccount account) {
    NoTransaction.check();
    EmpirioLabsPermits permits = limits.of(account);
    if (!permits.lookUp()) {
      return new Reply.NotSent(noPermit(EmpirioLabsPermits.PAUSE));
    }
    URI uri = URI.create(account.baseUrl() + "/v1/account/usage?limit=1");
    return heeded(permits, asked(Call.get(uri, key(account))));
  }

  private Mono<Reply> job(ProviderAccount account, String id) {
    String uri = account.baseUrl() + "/v1/jobs/" + UriUtils.encode(id, UTF_8);
    return http.ask(Call.get(URI.create(uri), key(account)));
  }

  /// One page of what the account paid for, newest first.
  ///
  /// @param until nothing later; null for no bound
  /// @param before cursor of an earlier page; null for the first
  Reply usage(
      ProviderAccount account, Instant from, @Nullable Instant until, @Nullable String before) {
    NoTransaction.check();
    EmpirioLabsPermits permits = limits.of(account);
    if (!permits.lookUp()) {
      return new Reply.NotSent(noPermit(EmpirioLabsPermits.PAUSE));
    }
    String query =
        "?source=api&limit=%d&from=%s".formatted(USAGE_PAGE, from.truncatedTo(ChronoUnit.SECONDS));
    String bound = until == null ? "" : "&to=" + until.truncatedTo(ChronoUnit.SECONDS);
    String page = before == null ? "" : "&before=" + UriUtils.encode(before, UTF_8);
    URI uri = URI.create(account.baseUrl() + "/v1/account/usage" + query + bound + page);
    return heeded(permits, asked(Call.get(uri, key(account))));
  }

  private Reply asked(Call call) {
    try {
      return http.ask(call).blockOptional().orElseThrow();
    } catch (RuntimeException interrupted) {
      return new Reply.Lost(
          Failure.of(FailureKind.NETWORK, "interrupted", "the question was given up"));
    }
  }

  /// Others may use the same account, so our own count is not the last word.
  private static Reply heeded(EmpirioLabsPermits permits, Reply reply) {
    if (reply instanceof Reply.Answered answer && answer.status() == TOO_MANY) {
      Duration asked = Objects.requireNonNullElse(answer.retryAfter(), USUAL_REST);
      permits.close(asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST);
    }
    return reply;
  }

  private static Failure noPermit(Duration after) {
    return new Failure(
        FailureKind.RATE_LIMITED,
        "limit",
        "the account's requests of this minute are used up",
        after);
  }

  private static Consumer<HttpHeaders> key(ProviderAccount account) {
    return headers -> headers.setBearerAuth(account.key().reveal());
  }

  @Override
  public void close() {
    http.close();
  }
}
