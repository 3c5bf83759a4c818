package io.reelgate.provider.wavespeed;

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
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Paths and headers of the API; knows nothing of jobs.
final class WaveSpeedClient implements AutoCloseable {
  private static final Reply UNASKED =
      new Reply.Lost(Failure.of(FailureKind.NETWORK, "interrupted", "the question was given up"));

  private final ProviderClient http;
  private final int pollConcurrency;

  WaveSpeedClient(ProviderClient http, int pollConcurrency) {
    this.http = http;
    this.pollConcurrency = pollConcurrency;
  }

  /// The longest that a submit can take.
  Duration longestSubmit() {
    return http.longestSubmit();
  }

  /// The longest that all results can take: waves of questions, each of which may try both paths.
  Duration longestResults(int ids) {
    return http.longestAsk().multipliedBy(2L * Math.ceilDiv(ids, pollConcurrency));
  }

  /// The longest that so many pages of the history or of the billing records can take.
  Duration longestListing(int pages) {
    return http.longestAsk().multipliedBy(pages);
  }

  /// @param callback told once of the task's end; null for nobody
  Reply submit(
      ProviderAccount account,
      String upstream,
      WaveSpeedWire.Task task,
      @Nullable URI callback,
      SendDeadline notAfter) {
    String webhook =
        callback == null ? "" : "?webhook=" + UriUtils.encode(callback.toString(), UTF_8);
    URI uri = URI.create(account.baseUrl() + "/api/v3/" + upstream + webhook);
    return http.submit(Call.post(uri, key(account), ProviderJson.write(task)), notAfter);
  }

  Reply balance(ProviderAccount account) {
    return asked(account, "/api/v3/balance");
  }

  /// What callbacks about the account's tasks are signed with.
  Reply webhookSecret(ProviderAccount account) {
    return asked(account, "/api/v3/webhook/secret");
  }

  private Reply asked(ProviderAccount account, String path) {
    NoTransaction.check();
    try {
      return ask(account, account.baseUrl() + path).blockOptional().orElse(UNASKED);
    } catch (RuntimeException interrupted) {
      return UNASKED;
    }
  }

  /// Asks for all tasks, several at a time, and answers for each one.
  Map<String, Reply> results(ProviderAccount account, Collection<String> ids) {
    NoTransaction.check();
    Map<String, Reply> replies = new ConcurrentHashMap<>();
    try {
      Flux.fromIterable(ids)
          .flatMap(
              id -> result(account, id).doOnNext(reply -> replies.put(id, reply)), pollConcurrency)
          .blockLast();
    } catch (RuntimeException interrupted) {
      // whoever was not answered yet is told so below
    }
    return ids.stream()
        .distinct()
        .collect(Collectors.toMap(id -> id, id -> replies.getOrDefault(id, UNASKED)));
  }

  /// One page of the account's history.
  Reply list(ProviderAccount account, WaveSpeedWire.Search search) {
    return search(account, "/api/v3/predictions", ProviderJson.write(search));
  }

  /// One page of the account's billing records.
  Reply bills(ProviderAccount account, WaveSpeedWire.BillSearch search) {
    return search(account, "/api/v3/billings/search", ProviderJson.write(search));
  }

  private Reply search(ProviderAccount account, String path, byte[] question) {
    NoTransaction.check();
    URI uri = URI.create(account.baseUrl() + path);
    try {
      return http.ask(Call.post(uri, key(account), question)).blockOptional().orElseThrow();
    } catch (RuntimeException interrupted) {
      return UNASKED;
    }
  }

  /// The provider's documents show two paths; where one is missing, the other is tried once.
  private Mono<Reply> result(ProviderAccount account, String id) {
    String path = account.baseUrl() + "/api/v3/predictions/" + UriUtils.encode(id, UTF_8);
    return ask(account, path + "/result")
        .flatMap(first ->
            missing(first)
                ? ask(account, path).map(second -> better(first, second))
                : Mono.just(first));
  }

  private Mono<Reply> ask(ProviderAccount account, String uri) {
    return http.ask(Call.get(URI.create(uri), key(account)));
  }

  private static Reply better(Reply first, Reply second) {
    return missing(second) && status(first) == 404 ? first : second;
  }

  private static boolean missing(Reply reply) {
    return status(reply) == 404 || status(reply) == 405;
  }

  private static int status(Reply reply) {
    return reply instanceof Reply.Answered answer ? answer.status() : 0;
  }

  private static Consumer<HttpHeaders> key(ProviderAccount account) {
    return headers -> headers.setBearerAuth(account.key().reveal());
  }

  @Override
  public void close() {
    http.close();
  }
}
