package io.reelgate.provider.empiriolabs;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.money.Usd;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.ProviderContract;
import io.reelgate.provider.Submission;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmpirioLabsAdapterTests extends ProviderContract {
  private static final String GENERATIONS = "/v1/videos/generations";
  private static final String NOT_FOUND = "{\"detail\":\"Not Found\"}";
  private static final int NO_LIMIT = 6_000_000;

  @Override
  protected ProviderAdapter adapter(HttpLimits limits) {
    return Samples.adapter(limits, NO_LIMIT);
  }

  @Override
  protected Set<Integer> refusals() {
    return Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);
  }

  @Override
  protected String accepted(String id) {
    return Samples.named("accepted.json").replace(Samples.ID, id);
  }

  @Override
  protected String running(String id) {
    return Samples.named("processing.json").replace(Samples.ID, id);
  }

  @Override
  protected String succeeded(String id, String url) {
    return Samples.named("completed.json").replace(Samples.ID, id).replace(Samples.OUTPUT, url);
  }

  @Override
  protected String failed(String id) {
    return Samples.named("failed.json").replace(Samples.ID, id);
  }

  private static String usage(String id) {
    return Samples.named("usage.json").replace(Samples.ID, id);
  }

  /// Answers the usage list with one text and all else with another.
  private static FaultScript with(String usage, FaultScript otherwise) {
    return (request, wire) ->
        (request.path().startsWith("/v1/account/usage") ? json(200, usage) : otherwise)
            .play(request, wire);
  }

  @Test
  void onlyBillsCanTellWhatBecameOfALostOrder() {
    assertThat(adapter.providerClass()).isEqualTo(ProviderClass.BILLS);
  }

  @Test
  void anOrderIsPostedWithEverythingSaid() {
    server.always(json(202, accepted(ID)));
    submit(server.url());
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("POST");
          assertThat(request.path()).isEqualTo(GENERATIONS);
          assertThat(request.headers())
              .containsEntry("content-type", "application/json")
              .containsEntry("user-agent", "reelgate");
          assertThat(request.body())
              .isEqualTo(
                  "{\"model\":\"seedance-2-0-mini\",\"mode\":\"t2v\",\"prompt\":\""
                      + Orders.PROMPT
                      + "\",\"resolution\":\"720p\",\"aspect_ratio\":\"16:9\","
                      + "\"custom_duration\":true,\"duration\":5,\"generate_audio\":true}");
        });
  }

  @ParameterizedTest
  @CsvSource({"200", "201", "202"})
  void everySuccessfulStatusAccepts(int status) {
    server.always(json(status, accepted(ID)));
    assertThat(submit(server.url()))
        .isEqualTo(new Submission.Accepted(ID, Progress.Running.UNTOLD));
  }

  @Test
  void anUnavailableModelMadeNoTask() {
    server.always(json(503, "{\"error\":{\"message\":\"off\",\"code\":\"model_unavailable\"}}"));
    assertThat(submit(server.url()))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(FailureKind.PROVIDER_ERROR));
    assertSentOnce();
  }

  @Test
  void anErrorInsideASuccessIsUnclear() {
    server.always(json(200, "{\"error\":{\"message\":\"no\",\"code\":\"insufficient_credits\"}}"));
    assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class);
    assertSentOnce();
  }

  @Test
  void theKeyStaysWithItsHostWhateverAddressAnAnswerNames() {
    try (var foreign = FaultServer.start()) {
      String body = accepted(ID).replace("\"/v1/jobs/", "\"" + foreign.url() + "/v1/jobs/");
      server.then(json(202, body)).then(json(200, running(ID)));
      assertThat(submit(server.url())).isInstanceOf(Submission.Accepted.class);
      assertThat(poll(ID)).isEqualTo(new Progress.Running(40));
      assertThat(server.requests().getLast().path()).isEqualTo("/v1/jobs/" + ID);
      assertThat(foreign.connections()).isZero();
    }
  }

  @Test
  void aResultThatComesAtOnceIsFoundAgainInTheUsageList() {
    server.always(json(200, "{\"data\":[{\"url\":\"" + Samples.OUTPUT + "\"}]}"));
    Submission.Accepted accepted = (Submission.Accepted) submit(server.url());
    assertThat(accepted.first()).isInstanceOf(Progress.Succeeded.class);
    assertThat(accepted.upstreamId()).startsWith("at-once:").doesNotContain("cdn.example.org");
    server.always(with(usage(ID), json(500, "{}")));
    assertThat(poll(accepted.upstreamId()))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> {
              assertThat(done.outputs().getFirst().url()).contains("/out/clip.mp4");
              assertThat(done.reportedCost()).isEqualTo(new Usd(280_000));
            });
  }

  @Test
  void aFinishedTaskHasWhatTheUsageListSaysItCost() {
    server.always(with(usage(ID), json(200, succeeded(ID, "https://elsewhere.test/a.mp4"))));
    assertCost(poll(ID), new Usd(280_000));
  }

  @Test
  void aUsageListThatNamesNoTasksIsSearchedForTheFile() {
    String nameless = usage(ID).replace("\"job_id\": \"" + ID + "\",", "");
    assertThat(nameless).doesNotContain(ID);
    server.always(with(nameless, json(200, succeeded(ID, Samples.OUTPUT))));
    assertCost(poll(ID), new Usd(280_000));
    server.always(with(nameless, json(200, succeeded(ID, "https://elsewhere.test/a.mp4"))));
    assertCost(poll(ID), null);
  }

  @Test
  void theChargeOfAnotherTaskIsNotTaken() {
    server.always(with(usage("another"), json(200, succeeded(ID, Samples.OUTPUT))));
    assertCost(poll(ID), null);
  }

  @Test
  void aFinishedTaskDoesNotWaitForItsCost() {
    server.always(json(200, succeeded(ID, Samples.OUTPUT)));
    assertCost(poll(ID), null);
    server.always(with("{\"events\":[]}", json(200, succeeded(ID, Samples.OUTPUT))));
    assertCost(poll(ID), null);
  }

  private static void assertCost(Progress progress, @Nullable Usd cost) {
    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Succeeded.class, done -> assertThat(done.reportedCost()).isEqualTo(cost));
  }

  @Test
  void theUsageListIsAskedOnceForAWholeBatch() {
    server.always((request, wire) -> {
      String id = request.path().replaceFirst(".*/", "");
      with(usage(ID), json(200, succeeded(id, Samples.OUTPUT))).play(request, wire);
    });
    List<Ticket> tickets = tickets(20);
    assertThat(adapter.poll(account(server.url()), tickets).values())
        .hasOnlyElementsOfType(Progress.Succeeded.class);
    assertThat(server.requests())
        .filteredOn(request -> request.path().startsWith("/v1/account/usage"))
        .singleElement()
        .satisfies(request ->
            assertThat(request.path())
                .isEqualTo("/v1/account/usage?source=api&limit=200&from=2026-11-19T10:11:00Z"));
    assertThat(server.requests()).hasSize(21);
  }

  @Test
  void theChargeOfWhatHasJustEndedIsLookedForOnTheFirstPageOnly() {
    server.always(
        with("{\"events\":[],\"next_cursor\":\"x\"}", json(200, succeeded(ID, Samples.OUTPUT))));
    assertCost(poll(ID), null);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void laterPagesOfTheUsageListAreReadWhenNeeded() {
    server
        .then(json(404, NOT_FOUND))
        .then(json(200, "{\"data\":[],\"next_cursor\":\"a&b\"}"))
        .then(json(200, usage(ID)));
    assertThat(poll(ID)).isInstanceOf(Progress.Succeeded.class);
    assertThat(server.requests().getLast().path()).endsWith("&before=a%26b");
  }

  @Test
  void anEndlessUsageListIsNotReadForEverAndProvesNothing() {
    server.always(with("{\"events\":[],\"next_cursor\":\"x\"}", json(404, NOT_FOUND)));
    assertThat(poll(ID)).isInstanceOf(Progress.NoAnswer.class);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aForgottenTaskIsFoundInTheUsageList() {
    server.always(with(usage(ID), json(404, NOT_FOUND)));
    assertThat(poll(ID))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> {
              assertThat(done.outputs().getFirst().url()).contains("/out/clip.mp4");
              assertThat(done.reportedCost()).isEqualTo(new Usd(280_000));
            });
  }

  @Test
  void aTaskThatNobodyKnowsIsNotFound() {
    server.always(with(usage("another"), json(404, NOT_FOUND)));
    assertThat(poll(ID)).isInstanceOf(Progress.NotFound.class);
    server.always(json(404, NOT_FOUND));
    assertThat(poll(ID)).isInstanceOf(Progress.NotFound.class);
  }

  @ParameterizedTest
  @CsvSource({"401", "429", "500"})
  void aForgottenTaskProvesNothingWhileTheUsageListIsDeaf(int status) {
    server.then(json(404, NOT_FOUND)).then(json(status, "{}"));
    assertThat(poll(ID)).isInstanceOf(Progress.NoAnswer.class);
    server.then(json(404, NOT_FOUND)).then(FaultScript.html(200));
    assertThat(poll(ID)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void aTaskWithoutItsFileIsGivenAMinute() {
    String late =
        succeeded(ID, Samples.OUTPUT).replaceFirst("\"data\": \\[.*] }", "\"data\": [] }");
    server.always(with("{\"events\":[]}", json(200, late.replace("T10:01:12Z", "T11:10:30Z"))));
    assertThat(poll(ID)).isEqualTo(new Progress.Running(100));
    server.always(with(usage(ID), json(200, late)));
    assertThat(poll(ID)).isInstanceOf(Progress.Succeeded.class);
    server.always(with("{\"events\":[]}", json(200, late)));
    assertThat(poll(ID)).isInstanceOf(Progress.Failed.class);
    server.always(json(200, late));
    assertThat(poll(ID)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void aTaskWhoseEndIsNotDatedIsGivenTime() {
    String odd = "{\"job_id\":\"%s\",\"status\":\"completed\",\"result\":null}".formatted(ID);
    server.always(with("{\"events\":[]}", json(200, odd)));
    assertThat(poll(ID)).isInstanceOf(Progress.Running.class);
    server.always(with(usage(ID), json(200, odd)));
    assertThat(poll(ID)).isInstanceOf(Progress.Succeeded.class);
  }

  @Test
  void aQuarterOfTheLifeOfATaskIsTheLongestThatItGoesUnasked() {
    assertThat(adapter.longestUnasked()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aBatchCanTakeAsLongAsItsQuestionsAndTheUsageList() throws Exception {
    Duration each = Duration.ofSeconds(1);
    hastily(() -> {
      assertThat(adapter.longestPoll(1)).isEqualTo(each.multipliedBy(1 + 3));
      assertThat(adapter.longestPoll(9)).isEqualTo(each.multipliedBy(3 + 3));
    });
  }

  @Test
  void anAnswerThatIsNoneCountsAsAsked() {
    server.always(json(500, "{}"));
    assertThat(poll(ID))
        .isInstanceOfSatisfying(Progress.NoAnswer.class, none -> assertThat(none.asked()).isTrue());
  }

  @Test
  void everyTicketIsAnsweredThoughTwoAreAboutOneTask() {
    server.always(json(200, running(ID)));
    List<Ticket> tickets =
        List.of(new Ticket(UUID.randomUUID(), ID), new Ticket(UUID.randomUUID(), ID));
    assertThat(adapter.poll(account(server.url()), tickets)).containsOnlyKeys(tickets);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void neitherKeyNorPromptNorSignatureIsShown() {
    server.always(
        json(
            400,
            "{\"error\":{\"message\":\"bad key %s for https://h.example.test/a.png?sig=s3cr3t\"}}"
                .formatted(KEY)));
    assertThat(submit(server.url()).toString())
        .contains("bad key *** for https://h.example.test/a.png?***")
        .doesNotContain(KEY)
        .doesNotContain("s3cr3t");
    server.always(json(400, "{\"detail\":\"refused: %s!\"}".formatted(Orders.PROMPT)));
    assertThat(submit(server.url()).toString()).doesNotContain("lanterns");
  }
}
