package io.reelgate.provider.empiriolabs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.empiriolabs.EmpirioLabsUsage.Page;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmpirioLabsResponseMapperTests {
  private static final SafeText SAFE = new SafeText(List.of("key"), List.of("a prompt"));
  private static final Instant LONG_AFTER = Instant.parse("2026-11-20T11:00:00Z");
  private static final StrangeWords WORDS = new StrangeWords();
  private static final String NO_EVENTS = "{\"events\":[]}";

  private static Submission submitted(int status, String body) {
    return EmpirioLabsResponseMapper.submission(new Reply.Answered(status, body, null), SAFE);
  }

  private static Progress polled(String body) {
    return polled(200, body, NO_EVENTS);
  }

  private static Progress polled(int status, String body, String usage) {
    EmpirioLabsUsage list =
        new EmpirioLabsUsage(
            cursor -> Page.of(EmpirioLabsAnswer.of(new Reply.Answered(200, usage, null))));
    return new EmpirioLabsResponseMapper(list, LONG_AFTER, WORDS, SAFE)
        .progress(Samples.ID, new Reply.Answered(status, body, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"job_id\":\"j1\"}",
        "{\"job_id\":\"j1\",\"id\":\"other\",\"task_id\":\"other\"}",
        "{\"id\":\"j1\"}",
        "{\"task_id\":\"j1\"}",
        "{\"request_id\":\"j1\"}",
        "{\"job_id\":7,\"id\":\"j1\"}",
        "{\"data\":{\"job_id\":\"j1\"}}",
        "{\"data\":{\"id\":\"j1\"},\"poll_url\":\"https://elsewhere.test/\"}"
      })
  void theTaskIsNamedInOneOfManyPlaces(String body) {
    assertThat(submitted(202, body))
        .isEqualTo(new Submission.Accepted("j1", Progress.Running.UNTOLD));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a b", "", "at-once:1"})
  void anIdThatCannotBeAskedForIsNone(String id) {
    assertThat(submitted(200, "{\"job_id\":\"" + id + "\"}"))
        .isInstanceOf(Submission.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"url\":\"https://c.test/a.mp4\"}]}",
        "{\"result\":{\"data\":[{\"url\":\"https://c.test/a.mp4\"}]}}",
        "{\"output\":[{\"url\":\"https://c.test/a.mp4\"}]}",
        "{\"video\":{\"url\":\"https://c.test/a.mp4\"}}",
        "{\"url\":\"https://c.test/a.mp4\"}"
      })
  void aResultWithoutATaskIsAccepted(String body) {
    assertThat(submitted(200, body))
        .isEqualTo(
            new Submission.Accepted(
                EmpirioLabsId.ofFile("https://c.test/a.mp4?signed=again"),
                new Progress.Succeeded(List.of(new Output("https://c.test/a.mp4")), null, null)));
  }

  @Test
  void aTaskThatIsDoneAtOnceIsToldAtOnce() {
    assertThat(submitted(200, Samples.named("completed.json")))
        .isInstanceOfSatisfying(
            Submission.Accepted.class,
            accepted -> {
              assertThat(accepted.upstreamId()).isEqualTo(Samples.ID);
              assertThat(accepted.first()).isInstanceOf(Progress.Succeeded.class);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "400, , Refused, INVALID_INPUT",
    "401, missing_api_key, Refused, AUTH",
    "403, invalid_api_key, Refused, AUTH",
    "403, , Refused, FORBIDDEN",
    "402, insufficient_credits, Refused, BALANCE",
    "404, model_not_found, Refused, NOT_FOUND",
    "400, template_model_unsupported, Refused, INVALID_INPUT",
    "404, template_not_found, Refused, INVALID_INPUT",
    "400, content_policy_violation, Refused, MODERATION",
    "429, rate_limit_exceeded, Refused, RATE_LIMITED",
    "503, model_unavailable, Refused, PROVIDER_ERROR",
    "503, , Unclear, PROVIDER_ERROR",
    "502, upstream_error, Unclear, PROVIDER_ERROR",
    "502, model_unavailable, Unclear, PROVIDER_ERROR",
    "504, , Unclear, TIMEOUT",
    "409, , Unclear, PROVIDER_ERROR",
    "307, , Unclear, UNREADABLE"
  })
  void errorsAreSortedByCodeBeforeStatus(
      int status, @Nullable String code, String outcome, String kind) {
    String error = code == null ? "{}" : "{\"error\":{\"code\":\"%s\"}}".formatted(code);
    Submission submission = submitted(status, error);
    assertThat(submission.getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(submission.toString()).contains("kind=" + kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"why\",\"type\":\"t\"},\"message\":\"no\"}",
        "{\"error\":\"why\",\"message\":\"no\"}",
        "{\"message\":\"why\",\"detail\":\"no\"}",
        "{\"detail\":\"why\"}",
        "why"
      })
  void theReasonStandsInOneOfManyPlaces(String body) {
    assertThat(submitted(400, body))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.failure().detail()).isEqualTo("why"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "pending", "processing", "running", "in_progress", "dreaming"})
  void everyWordThatIsNoEndMeansRunning(String word) {
    assertThat(polled("{\"status\":\"%s\",\"progress\":0.4}".formatted(word)))
        .isEqualTo(new Progress.Running(40));
  }

  @Test
  void onlyWordsThatNobodyKnowsAreStrange() {
    polled("{\"status\":\"Submitted\"}");
    polled("{\"status\":\"Musing\"}");
    assertThat(WORDS.told()).contains("musing").doesNotContain("submitted", "completed", "failed");
  }

  @Test
  void aRefusalThatNamesATaskIsUnclear() {
    assertThat(submitted(400, "{\"job_id\":\"j1\",\"status\":\"queued\"}"))
        .isInstanceOf(Submission.Unclear.class);
    assertThat(submitted(400, "{\"error\":{\"message\":\"no\"},\"request_id\":\"r1\"}"))
        .isInstanceOf(Submission.Refused.class);
  }

  @Test
  void anErrorInsideASuccessIsAcceptedOnlyWithATask() {
    String error = "{\"error\":{\"message\":\"no\"},\"%s\":\"j1\"}";
    assertThat(submitted(200, error.formatted("request_id")))
        .isInstanceOf(Submission.Unclear.class);
    assertThat(submitted(200, error.formatted("job_id"))).isInstanceOf(Submission.Accepted.class);
    assertThat(submitted(200, "{\"error\":{},\"id\":\"j1\"}"))
        .isInstanceOf(Submission.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.005, 1", "0.4, 40", "1, 100", "1.5, 2", "40, 40", "140, 100", "-3, 0"})
  void progressIsAShareOrAPercentage(String told, int percent) {
    assertThat(polled("{\"status\":\"running\",\"progress\":%s}".formatted(told)))
        .isEqualTo(new Progress.Running(percent));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"0.4\"", "null", "{}", "[1]"})
  void progressThatIsNoNumberIsUntold(String told) {
    assertThat(polled("{\"status\":\"running\",\"progress\":%s}".formatted(told)))
        .isEqualTo(Progress.Running.UNTOLD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "Succeeded", "complete", "success", "DONE"})
  void everyWordOfSuccessIsOne(String word) {
    assertThat(polled(Samples.named("completed.json").replace("completed\",", word + "\",")))
        .isEqualTo(new Progress.Succeeded(List.of(new Output(Samples.OUTPUT)), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"result\":{\"data\":[{\"url\":\"ftp://c.test/a\"},{\"url\":\"https://c.test/a.mp4\"}]}",
        "\"result\":{\"data\":[{\"url\":\"http://c.test/b\"},{\"url\":\"https://c.test/a.mp4\"}]}",
        "\"result\":{\"url\":\"https://c.test/a.mp4\"}",
        "\"result\":{\"video\":{\"url\":\"https://c.test/a.mp4\"}}",
        "\"result\":{\"output\":[{\"url\":\"https://c.test/a.mp4\"}]}",
        "\"output\":[{\"url\":\"https://c.test/a.mp4\"}]",
        "\"data\":[{\"url\":\"https://c.test/a.mp4\"}]",
        "\"video_url\":\"https://c.test/a.mp4\"",
        "\"result\":{\"data\":[{\"url\":\"https://c.test/a.mp4\"}]},\"data\":[{\"url\":\"https://d.test/\"}]"
      })
  void theResultStandsInOneOfManyPlaces(String result) {
    assertThat(polled("{\"status\":\"completed\",%s}".formatted(result)))
        .isEqualTo(new Progress.Succeeded(List.of(new Output("https://c.test/a.mp4")), null, null));
  }

  @Test
  void aSuccessCountsWhateverElseTheAnswerSays() {
    String odd =
        Samples.named("completed.json")
            .replace("1.0", "0.2")
            .replace("\"error\": null", "\"error\": \"none\"");
    assertThat(polled(odd)).isInstanceOf(Progress.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "failed    | {\"code\":\"upstream_error\",\"message\":\"m\"} | PROVIDER_ERROR",
        "failed    | \"m\"                                           | PROVIDER_ERROR",
        "error     | null                                            | PROVIDER_ERROR",
        "failed    | {\"code\":\"content_policy_violation\"}         | MODERATION",
        "failed    | {\"type\":\"insufficient_credits\"}             | BALANCE",
        "cancelled | null                                            | STOPPED_UPSTREAM",
        "canceled  | null                                            | STOPPED_UPSTREAM",
        "expired   | null                                            | TIMEOUT"
      })
  void anEndWithoutAResultIsAFailureThatMayHaveCost(String word, String error, String kind) {
    Progress progress = polled("{\"status\":\"%s\",\"error\":%s}".formatted(word, error));
    assertThat(progress)
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).hasToString(kind);
              assertThat(failed.free()).isFalse();
            });
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.00, true", "0.28, false", "null, false", "-1, false"})
  void aFailureIsFreeOnceTheUsageListSaysSo(String amount, boolean free) {
    String usage =
        "{\"events\":[{\"metadata\":{\"job_id\":\"%s\"},\"cost\":{\"amount\":%s}}]}"
            .formatted(Samples.ID, amount);
    assertThat(polled(200, Samples.named("failed.json"), usage))
        .isInstanceOfSatisfying(
            Progress.Failed.class, failed -> assertThat(failed.free()).isEqualTo(free));
  }

  @ParameterizedTest
  @CsvSource({"0.28, 280000", "\"0.28\", 280000", "1E-2, 10000", "0.2800005, 280001", "0, 0"})
  void theChargeIsReadWithoutLoss(String amount, long micros) {
    String usage = Samples.named("usage.json").replace("0.28,", amount + ",");
    assertThat(polled(200, Samples.named("completed.json"), usage))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> assertThat(done.reportedCost()).isEqualTo(new Usd(micros)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.28", "\"free\"", "1E400", "99999999999999999999", "{}", "true"})
  void aChargeThatIsNoneIsUntold(String amount) {
    String usage = Samples.named("usage.json").replace("0.28,", amount + ",");
    assertThat(polled(200, Samples.named("completed.json"), usage))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class, done -> assertThat(done.reportedCost()).isNull());
  }

  @Test
  void anAnswerAboutAnotherTaskSaysNothing() {
    assertThat(polled(Samples.named("completed.json").replace(Samples.ID, "another")))
        .isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void aRunningTaskDoesNotNeedTheUsageList() {
    EmpirioLabsUsage never =
        new EmpirioLabsUsage(cursor -> {
          throw new AssertionError("asked");
        });
    var mapper = new EmpirioLabsResponseMapper(never, LONG_AFTER, WORDS, SAFE);
    Reply running = new Reply.Answered(200, Samples.named("processing.json"), null);
    assertThat(mapper.progress(Samples.ID, running)).isEqualTo(new Progress.Running(40));
    Reply unavailable = new Reply.Answered(503, "", null);
    assertThat(mapper.progress(Samples.ID, unavailable)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void whatWasNotSentOrWasLostStaysSo() {
    Failure failure = Failure.of(FailureKind.NETWORK, "x", "y");
    assertThat(EmpirioLabsResponseMapper.submission(new Reply.NotSent(failure), SAFE))
        .isEqualTo(new Submission.NotSent(failure));
    assertThat(EmpirioLabsResponseMapper.submission(new Reply.Lost(failure), SAFE))
        .isEqualTo(new Submission.Unclear(failure));
  }
}
