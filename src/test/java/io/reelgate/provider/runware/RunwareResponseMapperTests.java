package io.reelgate.provider.runware;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.money.Usd;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunwareResponseMapperTests {
  private static final SafeText SAFE = new SafeText(List.of("key"), List.of());
  private static final TaskName ONE = TaskName.parse(Samples.ID);
  private static final TaskName THREE = TaskName.parse(Samples.ID + "#3");
  private static final String URL = "https://c.test/%d.mp4";

  @Test
  void theSamplesMeanWhatTheySay() {
    assertThat(poll(200, Samples.named("processing.json"))).isEqualTo(new Progress.Running(40));
    assertThat(poll(200, Samples.named("accepted.json"))).isEqualTo(Progress.Running.UNTOLD);
    assertThat(poll(200, Samples.named("success.json")))
        .isEqualTo(
            new Progress.Succeeded(
                List.of(new Output(Samples.OUTPUT)), new Usd(408_375), 1_804_289_383L));
    assertThat(poll(200, Samples.named("failed.json")))
        .isEqualTo(
            new Progress.Failed(
                Failure.of(
                    FailureKind.TIMEOUT,
                    "timeoutProvider",
                    "The upstream provider gave no answer in time; the task was stopped."),
                false));
  }

  @Test
  void everyTaskOfABatchIsFoundByItsId() {
    TaskName going = TaskName.parse("7C9E6679-7425-40DE-944B-E07FC1F90AE7");
    TaskName dead = TaskName.parse("9f8b2c1d-0e4a-4b7c-8a53-2d1e0f9c8b7a");
    TaskName unknown = TaskName.parse("00000000-0000-4000-8000-000000000000");
    Map<String, Progress> all =
        RunwareResponseMapper.progress(
            List.of(unknown, dead, ONE, going), answered(200, Samples.named("mixed.json")), SAFE);
    assertThat(all.get(going.key())).isEqualTo(new Progress.Running(40));
    assertThat(all.get(dead.key())).isInstanceOf(Progress.Failed.class);
    assertThat(all.get(ONE.key())).isInstanceOf(Progress.Succeeded.class);
    assertThat(all.get(unknown.key())).isInstanceOf(Progress.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"processing", "pending", "queued", "dreaming", "PROCESSING"})
  void anyWordThatIsNotTerminalRuns(String status) {
    assertThat(item("\"status\":\"%s\"".formatted(status))).isEqualTo(Progress.Running.UNTOLD);
    assertThat(item("\"status\":\"%s\",\"videoURL\":\"https://c.test/a.mp4\"".formatted(status)))
        .isEqualTo(Progress.Running.UNTOLD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"videoURL\":\"https://c.test/a.mp4\"",
        "\"status\":\"success\",\"videoURL\":\"https://c.test/a.mp4\"",
        "\"status\":\"SUCCESS\",\"mediaURL\":\"https://c.test/a.mp4\"",
        "\"status\":null,\"videoURL\":\"nowhere\",\"mediaURL\":\"https://c.test/a.mp4\""
      })
  void aVideoIsThereWhenItHasAnAddress(String fields) {
    assertThat(item(fields))
        .isEqualTo(new Progress.Succeeded(List.of(new Output("https://c.test/a.mp4")), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"videoURL\":null", "\"videoURL\":{}", "\"videoURL\":\"file:///etc/passwd\""})
  void aSuccessWithoutAnAddressRunsOn(String field) {
    String fields = field.isEmpty() ? "" : "," + field;
    assertThat(item("\"status\":\"success\"" + fields)).isEqualTo(Progress.Running.UNTOLD);
  }

  @Test
  void aVideoThatIsFlaggedAndWithheldFails() {
    assertThat(item("\"status\":\"success\",\"NSFWContent\":true"))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.MODERATION));
  }

  @Test
  void anAnswerThatIsASingleObjectIsReadAsAList() {
    String body =
        "{\"data\":{\"taskUUID\":\"%s\",\"videoURL\":\"https://c.test/a.mp4\"}}"
            .formatted(Samples.ID);
    assertThat(poll(200, body)).isInstanceOf(Progress.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.408375, 408375",
    "0.1522368164, 152237",
    "0.0000005, 1",
    "1, 1000000",
    "0, ",
    "-1, ",
    "null, ",
    "true, ",
    "\"0.4\", ",
    "{}, ",
    "1e300, ",
    "1e9999, "
  })
  void theCostIsTheProvidersOwn(String cost, Long micros) {
    Progress progress = item("\"videoURL\":\"https://c.test/a.mp4\",\"cost\":" + cost);
    assertThat(((Progress.Succeeded) progress).reportedCost())
        .isEqualTo(micros == null ? null : new Usd(micros));
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "18446744073709551616, ", "1.5, ", "\"7\", ", "null, "})
  void theSeedIsTheProvidersOwn(String seed, Long wanted) {
    Progress progress = item("\"videoURL\":\"https://c.test/a.mp4\",\"seed\":" + seed);
    assertThat(((Progress.Succeeded) progress).seed()).isEqualTo(wanted);
  }

  @Test
  void severalVideosAreWaitedForAndTheirCostsAdded() {
    assertThat(several(done(1, "0.1"), going(50), going(0))).isEqualTo(new Progress.Running(50));
    assertThat(several(done(1, "0.1"), done(2, "0.1")))
        .as("the third is not shown yet")
        .isEqualTo(Progress.Running.UNTOLD);
    assertThat(several(done(1, "0.1"), done(2, "0.1000004"), done(3, "0.1000002")))
        .isEqualTo(
            new Progress.Succeeded(
                List.of(
                    new Output(URL.formatted(1)),
                    new Output(URL.formatted(2)),
                    new Output(URL.formatted(3))),
                new Usd(300_001),
                null));
  }

  @Test
  void oneVideoWithoutACostLeavesTheSumOpen() {
    assertThat(several(done(1, "0.1"), done(2, "0.1"), done(3, "null")))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class, done -> assertThat(done.reportedCost()).isNull());
  }

  @Test
  void oneOfSeveralThatFailsLeavesTheOthers() {
    String third = "{%s,\"status\":\"error\",\"code\":\"providerError\"}".formatted(id());
    assertThat(several(done(1, "0.1"), going(10), third)).isInstanceOf(Progress.Running.class);
    assertThat(several(done(1, "0.1"), done(2, "0.1"), third))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> {
              assertThat(done.outputs()).hasSize(2);
              assertThat(done.reportedCost()).isEqualTo(new Usd(200_000));
            });
    assertThat(several(third)).isInstanceOf(Progress.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "timeoutProvider, no, TIMEOUT",
    "failedProviderTimeout, no, TIMEOUT",
    "providerError, no, PROVIDER_ERROR",
    "providerError, The output was stopped by DataInspectionFailed, MODERATION",
    "providerError, 'copyright, or a real person', MODERATION",
    "invalidProviderContent, no, MODERATION",
    "promptBlocked, no, MODERATION",
    "mediaExpired, no, MEDIA_UNREACHABLE",
    "unsupportedDimensions, no, INVALID_INPUT",
    "valueTooLarge, the safety mode, INVALID_INPUT",
    "taskCancelled, no, STOPPED_UPSTREAM",
    "providerRateLimitExceeded, no, RATE_LIMITED",
    "videoInferenceInsufficientCredits, no, BALANCE",
    "accountSuspended, no, AUTH",
    "permissionDenied, no, FORBIDDEN",
    "internalServerError, no, PROVIDER_ERROR",
    "somethingBrandNew, no, PROVIDER_ERROR",
    "somethingBrandNew, refused by moderation, MODERATION"
  })
  void theCodeTellsWhyATaskFailed(String code, String message, FailureKind kind) {
    String fields = "\"code\":\"%s\",\"message\":\"%s\"".formatted(code, message);
    List<Progress> shapes =
        List.of(
            poll(200, "{\"errors\":[{%s,\"status\":\"error\",%s}]}".formatted(id(), fields)),
            poll(200, "{\"error\":{%s,\"status\":\"error\",%s}}".formatted(id(), fields)),
            item("\"status\":\"error\"," + fields),
            item("\"status\":\"error\",\"error\":{" + fields + "}"));
    for (Progress each : shapes) {
      assertThat(each)
          .isInstanceOfSatisfying(
              Progress.Failed.class,
              failed -> {
                assertThat(failed.failure().kind()).isEqualTo(kind);
                assertThat(failed.failure().code()).isEqualTo(code);
                assertThat(failed.free()).isFalse();
              });
    }
  }

  @Test
  void aVerdictCountsAtAnyStatus() {
    String body =
        "{\"errors\":[{%s,\"code\":\"failedProviderTimeout\",\"status\":\"error\"}]}"
            .formatted(id());
    assertThat(poll(504, body)).isInstanceOf(Progress.Failed.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalidTaskUUID",
    "401, invalidApiKey",
    "429, rateLimitExceeded",
    "200, rateLimitExceeded",
    "200, invalidApiKey",
    "200, internalServerError",
    "200, serviceUnavailable",
    "500, providerError"
  })
  void anErrorThatIsAboutTheQuestionSaysNothingAboutTheTask(int status, String code) {
    String named = "{\"errors\":[{%s,\"code\":\"%s\"}]}".formatted(id(), code);
    assertThat(poll(status, named)).isInstanceOf(Progress.NoAnswer.class);
    String unnamed = "{\"data\":[],\"errors\":[{\"code\":\"%s\"}]}".formatted(code);
    assertThat(poll(status, unnamed)).isInstanceOf(Progress.NoAnswer.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"taskNotFound", "taskExpired", "taskFailedOrNotFound"})
  void aForgottenTaskIsNotFound(String code) {
    String body = "{\"errors\":[{%s,\"code\":\"%s\",\"status\":\"error\"}]}".formatted(id(), code);
    assertThat(poll(404, body)).isInstanceOf(Progress.NotFound.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[null]}",
        "{\"data\":[{}]}",
        "{\"data\":\"none\"}",
        "{\"data\":[{\"taskUUID\":null,\"status\":null}]}",
        "{\"data\":[{\"taskUUID\":[7],\"status\":\"success\"}]}",
        "{\"data\":null}",
        "{\"errors\":7}"
      })
  void whatNamesNobodyDoesNotProveThatATaskIsMissing(String body) {
    assertThat(poll(200, body)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void errorsOfOthersAreNotMine() {
    String body =
        "{\"errors\":[{\"taskUUID\":\"another\",\"code\":\"providerError\",\"status\":\"error\"}]}";
    assertThat(poll(200, body)).isInstanceOf(Progress.NotFound.class);
    assertThat(poll(400, body)).isInstanceOf(Progress.NoAnswer.class);
  }

  private static Progress several(String... items) {
    return poll(THREE, 200, "{\"data\":[" + String.join(",", items) + "]}");
  }

  private static String done(int number, String cost) {
    return "{%s,\"status\":\"success\",\"videoURL\":\"%s\",\"cost\":%s}"
        .formatted(id(), URL.formatted(number), cost);
  }

  private static String going(int percent) {
    return "{%s,\"status\":\"processing\",\"progress\":%d}".formatted(id(), percent);
  }

  private static Progress item(String fields) {
    return poll(200, "{\"data\":[{%s,%s}]}".formatted(id(), fields));
  }

  private static String id() {
    return "\"taskUUID\":\"" + Samples.ID + "\"";
  }

  private static Progress poll(int status, String body) {
    return poll(ONE, status, body);
  }

  private static Progress poll(TaskName task, int status, String body) {
    Map<String, Progress> all =
        RunwareResponseMapper.progress(List.of(task), answered(status, body), SAFE);
    return Objects.requireNonNull(all.get(task.key()));
  }

  private static Reply.Answered answered(int status, String body) {
    return new Reply.Answered(status, body, null);
  }
}
