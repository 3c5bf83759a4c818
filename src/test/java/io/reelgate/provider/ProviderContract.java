package io.reelgate.provider;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.unit.DataSize;

/// What every provider's adapter must make of good and bad answers, over real sockets. A provider
/// joins by a subclass that speaks its wire.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
public abstract class ProviderContract {
  protected static final String ID = "5f0c7a1e9b3d4c2f8a6e1d0b7c9f2e34";
  protected static final String KEY = "secret-key-of-the-account";
  private static final String OUTPUT = "https://cdn.example.test/output/7d1e.mp4?sig=abc";

  /// Whatever stands after a colon and holds nothing else.
  private static final String VALUE = "(?<=: ?)(\"[^\"]*\"|-?[0-9.]+|true|false|null)(?=[\\s,}])";

  private static final int TOO_LONG = 10_000_000;
  private static final HttpLimits PATIENT = limits(Duration.ofSeconds(30), Duration.ofSeconds(30));
  private static final HttpLimits HASTY = limits(Duration.ofMillis(500), Duration.ofSeconds(1));

  /// The upstream id of the suite's orders.
  protected String id = ID;

  protected FaultServer server;
  protected ProviderAdapter adapter;

  protected abstract ProviderAdapter adapter(HttpLimits limits);

  private static HttpLimits limits(Duration wait, Duration whole) {
    return new HttpLimits(
        Duration.ofSeconds(2), wait, wait, whole, whole, DataSize.ofMegabytes(1), 16, 64);
  }

  /// Statuses that prove that no task was made.
  protected abstract Set<Integer> refusals();

  /// What the provider calls the suite's orders: a name of its own, unless it takes our token.
  protected String name() {
    return ID;
  }

  /// The body that accepts an order.
  protected abstract String accepted(String id);

  protected abstract String running(String id);

  protected abstract String succeeded(String id, String url);

  /// The provider's own terminal failure.
  protected abstract String failed(String id);

  @BeforeAll
  void makeAdapter() {
    adapter = adapter(PATIENT);
    id = name();
  }

  @AfterAll
  void closeAdapter() throws Exception {
    close(adapter);
  }

  private static void close(ProviderAdapter adapter) throws Exception {
    if (adapter instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /// Does it with an adapter that waits no longer than a second for any answer.
  protected void hastily(Runnable work) throws Exception {
    ProviderAdapter patient = adapter;
    adapter = adapter(HASTY);
    try {
      work.run();
    } finally {
      close(adapter);
      adapter = patient;
    }
  }

  @BeforeEach
  void startServer() {
    server = FaultServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void anAcceptedOrderIsNamed() {
    server.always(json(200, accepted(id)));
    assertThat(submit(server.url()))
        .isEqualTo(new Submission.Accepted(id, Progress.Running.UNTOLD));
    assertSentOnce();
  }

  @Test
  void theKeyGoesAlong() {
    server.always(json(200, accepted(id)));
    submit(server.url());
    assertThat(server.requests().getFirst().headers()).containsValue("Bearer " + KEY);
  }

  @Test
  void anOrderGoesOverAConnectionOfItsOwn() {
    server.always(json(200, accepted(id)));
    submit(server.url());
    submit(server.url());
    assertThat(server.connections()).isEqualTo(2);
    assertThat(server.requests())
        .allSatisfy(request -> assertThat(request.headers()).containsEntry("connection", "close"));
  }

  @Test
  void anAnswerWithFieldsThatNobodyKnowsIsAccepted() {
    String odd = accepted(id).replaceFirst("\\{", "{\"brand_new\":{\"a\":[1,null]},");
    server.always(json(200, odd));
    assertThat(submit(server.url())).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void nobodyListeningMeansNotSent() {
    assertNotSent(submit(FaultServer.nobody()), FailureKind.NETWORK);
  }

  @Test
  void aFailedTlsHandshakeMeansNotSent() throws Exception {
    hastily(() -> assertNotSent(submit(server.tlsUrl()), FailureKind.NETWORK));
    assertThat(server.connections()).isPositive();
  }

  @Test
  void aPassedDeadlineMeansNotSent() {
    server.always(json(200, accepted(id)));
    SendDeadline passed = SendDeadline.in(Duration.ZERO);
    assertNotSent(
        adapter.submit(Orders.plain(account(server.url()), offer(), passed)), FailureKind.DEADLINE);
  }

  Stream<Arguments> doubtfulAnswers() {
    String whole = accepted(id);
    return Stream.of(
        row("closed before the answer", FaultScript.closeUnanswered()),
        row("reset before the answer", FaultScript.resetUnanswered()),
        row("reset in the body", FaultScript.resetMidBody(200, whole)),
        row("cut in the body", FaultScript.cutBody(200, whole)),
        row("truncated JSON", json(200, whole.substring(0, whole.indexOf(id) + 5))),
        row("HTML", FaultScript.html(200)),
        row("nothing", json(200, "")),
        row("a JSON null", json(200, "null")),
        row("a JSON list", json(200, "[]")),
        row("a JSON text", json(200, "\"fine\"")),
        row("an empty object", json(200, "{}")),
        row("nulls", json(200, whole.replace("\"" + id + "\"", "null"))),
        row("another type", json(200, whole.replace("\"" + id + "\"", "{\"a\":[]}"))),
        row("deep nesting", json(200, "[".repeat(100_000))),
        row("ten megabytes", FaultScript.huge(200, whole, TOO_LONG)),
        row("garbage", FaultScript.garbage()),
        row("no content", json(204, "")),
        row("a redirect", FaultScript.redirect(307, "/elsewhere")),
        row("another redirect", FaultScript.redirect(302, "/elsewhere")),
        row("request timeout", json(408, "{}")),
        row("conflict", json(409, "{}")),
        row("server error", json(500, whole)),
        row("bad gateway", FaultScript.html(502)),
        row("unavailable", json(503, "{}")),
        row("gateway timeout", FaultScript.html(504)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("doubtfulAnswers")
  void aDoubtfulAnswerIsUnclearAndSentOnce(String name, FaultScript script) {
    server.always(script);
    assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class);
    assertSentOnce();
  }

  Stream<Arguments> answersThatDoNotEnd() {
    return Stream.of(
        row("a slow trickle", FaultScript.trickle()), row("silence", FaultScript.silence()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatDoNotEnd")
  void anAnswerThatDoesNotEndIsUnclearAndSentOnce(String name, FaultScript script)
      throws Exception {
    server.always(script);
    hastily(() -> assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class));
    await().until(() -> server.requests().size() == 1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersThatDoNotEnd")
  void anAnswerThatDoesNotEndSaysNothingAboutTheTask(String name, FaultScript script)
      throws Exception {
    server.always(script);
    hastily(() -> assertThat(poll(id)).isInstanceOf(Progress.NoAnswer.class));
  }

  Stream<Integer> refusalStatuses() {
    return refusals().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("refusalStatuses")
  void aListedStatusIsARefusal(int status) {
    server
        .then(json(status, "{}"))
        .then(FaultScript.html(status))
        .then(FaultScript.huge(status, "{}", TOO_LONG))
        .then(FaultScript.cutBody(status, "{\"a\":\"b\"}"));
    for (int tries = 1; tries <= 4; tries++) {
      assertThat(submit(server.url())).isInstanceOf(Submission.Refused.class);
      assertThat(server.requests()).hasSize(tries);
    }
  }

  @Test
  void retryAfterIsPassedOn() {
    server.always(FaultScript.answer(429, "Retry-After: 17\r\n", "{}"));
    assertThat(submit(server.url()))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> {
              assertThat(refused.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED);
              assertThat(refused.failure().retryAfter()).isEqualTo(Duration.ofSeconds(17));
            });
  }

  @Test
  void noOrderAndNoQuestionGoesOutInsideATransaction() {
    TransactionSynchronizationManager.setActualTransactionActive(true);
    try {
      assertThat(catchThrowable(() -> submit(server.url())))
          .isInstanceOf(IllegalStateException.class);
      assertThat(catchThrowable(() -> poll(id))).isInstanceOf(IllegalStateException.class);
    } finally {
      TransactionSynchronizationManager.setActualTransactionActive(false);
    }
    assertThat(server.connections()).isZero();
  }

  @Test
  void aRunningTaskRuns() {
    server.always(json(200, running(id)));
    assertThat(poll(id)).isInstanceOf(Progress.Running.class);
  }

  @Test
  void aFinishedTaskHasItsOutput() {
    server.always(json(200, succeeded(id, OUTPUT)));
    assertThat(poll(id))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> assertThat(done.outputs()).containsExactly(new Output(OUTPUT)));
  }

  @Test
  void aFailedTaskFailed() {
    server.always(json(200, failed(id)));
    assertThat(poll(id)).isInstanceOf(Progress.Failed.class);
  }

  Stream<Arguments> uselessAnswers() {
    String whole = succeeded(id, OUTPUT);
    return Stream.of(
        row("closed before the answer", FaultScript.closeUnanswered()),
        row("reset in the body", FaultScript.resetMidBody(200, whole)),
        row("cut in the body", FaultScript.cutBody(200, whole)),
        row("truncated JSON", json(200, whole.substring(0, whole.length() / 2))),
        row("HTML", FaultScript.html(200)),
        row("nothing", json(200, "")),
        row("a JSON null", json(200, "null")),
        row("an empty object", json(200, "{}")),
        row("ten megabytes", FaultScript.huge(200, whole, TOO_LONG)),
        row("garbage", FaultScript.garbage()),
        row("a redirect", FaultScript.redirect(307, "/elsewhere")),
        row("no right", json(401, "{}")),
        row("too many questions", json(429, "{}")),
        row("server error", json(500, whole)),
        row("unavailable", FaultScript.html(503)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("uselessAnswers")
  void aUselessAnswerSaysNothingAboutTheTask(String name, FaultScript script) {
    server.always(script);
    assertThat(poll(id)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void valuesThatAreNullOrOfAnotherTypeEndNoTask() {
    for (String odd : List.of("null", "{\"a\":[]}")) {
      for (String whole : List.of(succeeded(id, OUTPUT), failed(id))) {
        server.always(json(200, whole.replaceAll(VALUE, Matcher.quoteReplacement(odd))));
        assertThat(poll(id)).isInstanceOfAny(Progress.Running.class, Progress.NoAnswer.class);
      }
    }
  }

  @Test
  void everyTicketGetsItsProgressWhenNobodyListens() {
    List<Ticket> tickets = tickets(300);
    Map<Ticket, Progress> all = adapter.poll(account(FaultServer.nobody()), tickets);
    assertThat(all).containsOnlyKeys(tickets);
    assertThat(all.values()).hasOnlyElementsOfType(Progress.NoAnswer.class);
  }

  @Test
  void noTicketsNeedNoQuestion() {
    assertThat(adapter.poll(account(server.url()), List.of())).isEmpty();
    assertThat(server.connections()).isZero();
  }

  protected Submission submit(URI url) {
    return adapter.submit(Orders.plain(account(url), offer()));
  }

  protected Progress poll(String id) {
    Ticket ticket = new Ticket(UUID.randomUUID(), id);
    Map<Ticket, Progress> all = adapter.poll(account(server.url()), List.of(ticket));
    assertThat(all).containsOnlyKeys(ticket);
    return all.values().iterator().next();
  }

  protected static List<Ticket> tickets(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> new Ticket(UUID.randomUUID(), ID + each))
        .toList();
  }

  protected ProviderAccount account(URI url) {
    return new ProviderAccount(adapter.id(), "default", url, new Secret(KEY), false);
  }

  protected Offer offer() {
    return Catalogs.shipped().models().stream()
        .flatMap(model -> Catalogs.shipped().offers(model.id()).stream())
        .filter(offer -> offer.provider().equals(adapter.id()))
        .findFirst()
        .orElseThrow();
  }

  protected void assertSentOnce() {
    assertThat(server.requests()).hasSize(1);
  }

  protected static Arguments row(String name, FaultScript script) {
    return Arguments.of(name, script);
  }

  private void assertNotSent(Submission submission, FailureKind kind) {
    assertThat(submission)
        .isInstanceOfSatisfying(
            Submission.NotSent.class,
            notSent -> assertThat(notSent.failure().kind()).isEqualTo(kind));
    assertThat(server.requests()).isEmpty();
  }
}
