package io.reelgate.provider.runware;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.http.Call;
import io.reelgate.provider.http.NoTransaction;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.runware.RunwareWire.AccountQuestion;
import io.reelgate.provider.runware.RunwareWire.Question;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The path and the arrays of the API; knows nothing of jobs.
final class RunwareClient implements AutoCloseable {
  private final ProviderClient http;
  private final int pollBatch;
  private final int pollConcurrency;

  RunwareClient(ProviderClient http, int pollBatch, int pollConcurrency) {
    this.http = http;
    this.pollBatch = pollBatch;
    this.pollConcurrency = pollConcurrency;
  }

  /// One request for results.
  ///
  /// @param ids the tasks that it asked about
  record Asked(List<String> ids, Reply reply) {}

  /// The longest that a submit can take.
  Duration longestSubmit() {
    return http.longestSubmit();
  }

  /// The longest that all results can take: waves of requests, each of which may be refused and
  /// then asked again in pieces.
  Duration longestResults(int ids) {
    int requests = Math.ceilDiv(ids, pollBatch);
    Duration one = http.longestAsk().plus(pollBatch > 1 ? longestSplit() : Duration.ZERO);
    return one.multipliedBy(Math.ceilDiv(requests, pollConcurrency));
  }

  private Duration longestSplit() {
    return http.longestAsk().multipliedBy(2);
  }

  Reply submit(ProviderAccount account, RunwareWire.Task task, SendDeadline notAfter) {
    return http.submit(call(account, List.of(task)), notAfter);
  }

  /// What the account is and has. Not every key may ask.
  Reply details(ProviderAccount account) {
    var question = new AccountQuestion("accountManagement", fresh(), "getDetails");
    return asked(call(account, List.of(question)));
  }

  /// The answer about a task that does not exist.
  Reply unknownTask(ProviderAccount account) {
    return asked(call(account, List.of(new Question("getResponse", fresh()))));
  }

  private static String fresh() {
    return UUID.randomUUID().toString();
  }

  private Reply asked(Call call) {
    NoTransaction.check();
    try {
      return http.ask(call).blockOptional().orElseThrow();
    } catch (RuntimeException interrupted) {
      return new Reply.Lost(
          Failure.of(FailureKind.NETWORK, "interrupted", "the question was given up"));
    }
  }

  /// Asks for all tasks, many in one request and several requests at a time. A task that is in no
  /// answered request was not asked about.
  ///
  /// @param ids each once, for the provider refuses an array that names a task twice
  Collection<Asked> results(ProviderAccount account, Collection<String> ids) {
    NoTransaction.check();
    Queue<Asked> answered = new ConcurrentLinkedQueue<>();
    try {
      Flux.fromIterable(ids)
          .buffer(pollBatch)
          .flatMap(batch -> results(account, batch).doOnNext(answered::add), pollConcurrency)
          .blockLast();
    } catch (RuntimeException interrupted) {
      // who was not answered yet has no answer
    }
    return answered;
  }

  /// Where the provider refuses the batch as such, one task may be to blame: each is asked about
  /// alone, one after the other, as long as there is time.
  private Flux<Asked> results(ProviderAccount account, List<String> batch) {
    return ask(account, batch)
        .flatMapMany(asked ->
            batch.size() > 1 && RunwareResponseMapper.refusesTheBatch(asked.reply())
                ? Flux.fromIterable(batch)
                    .concatMap(one -> ask(account, List.of(one)))
                    .take(longestSplit())
                : Flux.just(asked));
  }

  private Mono<Asked> ask(ProviderAccount account, List<String> ids) {
    List<Question> questions = ids.stream().map(id -> new Question("getResponse", id)).toList();
    return http.ask(call(account, questions)).map(reply -> new Asked(ids, reply));
  }

  private static Call call(ProviderAccount account, List<?> tasks) {
    return Call.post(
        URI.create(account.baseUrl() + "/v1"),
        headers -> headers.setBearerAuth(account.key().reveal()),
        ProviderJson.write(tasks));
  }

  @Override
  public void close() {
    http.close();
  }
}
