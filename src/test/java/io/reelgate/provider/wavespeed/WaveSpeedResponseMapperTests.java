package io.reelgate.provider.wavespeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Output;
import io.reelgate.provider.Progress;
import io.reelgate.provider.Submission;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveSpeedResponseMapperTests {
  private static final SafeText SAFE = new SafeText(List.of("key"), List.of());
  private static final String TASK = "{\"code\":200,\"data\":{\"id\":\"t1\",%s}}";

  @Test
  void theSamplesMeanWhatTheySay() {
    assertThat(sample("created.json")).isEqualTo(Progress.Running.UNTOLD);
    assertThat(sample("processing.json")).isEqualTo(Progress.Running.UNTOLD);
    assertThat(sample("sync-wait-over.json")).isEqualTo(Progress.Running.UNTOLD);
    assertThat(sample("completed.json"))
        .isEqualTo(new Progress.Succeeded(List.of(new Output(Samples.OUTPUT)), null, null));
    assertThat(sample("failed-media.json"))
        .isEqualTo(
            new Progress.Failed(
                Failure.of(
                    FailureKind.MEDIA_UNREACHABLE,
                    "1402",
                    "Could not fetch the media at the given URL"),
                true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "created",
        "processing",
        "pending",
        "queued",
        "running",
        "in_progress",
        "dreaming"
      })
  void anyWordThatIsNotTerminalRuns(String status) {
    assertThat(task("\"status\":\"%s\"".formatted(status))).isEqualTo(Progress.Running.UNTOLD);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, PROVIDER_ERROR",
    "FAILED, PROVIDER_ERROR",
    "timeout, TIMEOUT",
    "cancelled, STOPPED_UPSTREAM",
    "canceled, STOPPED_UPSTREAM",
    "deleted, STOPPED_UPSTREAM"
  })
  void aTerminalWordFails(String status, FailureKind kind) {
    assertThat(failure(task("\"status\":\"%s\"".formatted(status))).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1200, MODERATION",
    "1400, INVALID_INPUT",
    "1401, INVALID_INPUT",
    "1402, MEDIA_UNREACHABLE",
    "1403, PROVIDER_ERROR",
    "1405, PROVIDER_ERROR",
    "1406, PROVIDER_ERROR",
    "1407, BALANCE",
    "5000, PROVIDER_ERROR",
    "5003, PROVIDER_ERROR",
    "5004, TIMEOUT",
    "\"1200\", MODERATION"
  })
  void theTasksCodeTellsWhy(String code, FailureKind kind) {
    Failure failure = failure(task("\"status\":\"failed\",\"error\":\"e\",\"code\":" + code));
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.code()).isEqualTo(code.replace("\"", ""));
    assertThat(failure.detail()).isEqualTo("e");
  }

  @ParameterizedTest
  @CsvSource({
    "null, Output flagged as NSFW, MODERATION",
    "0, may contain sensitive content, MODERATION",
    "7777, refused by moderation, MODERATION",
    "99999999999999999999, out of memory, PROVIDER_ERROR",
    "null, insufficient credits, BALANCE"
  })
  void withoutAKnownCodeTheTextTellsWhy(String code, String error, FailureKind kind) {
    String fields = "\"status\":\"failed\",\"error\":\"%s\",\"code\":%s".formatted(error, code);
    assertThat(failure(task(fields)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"https://c.test/a.mp4\"]",
        "[{\"url\":\"https://c.test/a.mp4\",\"type\":\"video\"}]",
        "\"https://c.test/a.mp4\"",
        "{\"url\":\"https://c.test/a.mp4\"}",
        "[null,7,\"\",\"file:///etc/passwd\",\"https://c.test/a.mp4\",\"not a url\",{\"a\":1}]"
      })
  void anOutputIsFoundInAnyKnownShape(String outputs) {
    assertThat(task("\"status\":\"completed\",\"outputs\":" + outputs))
        .isEqualTo(new Progress.Succeeded(List.of(new Output("https://c.test/a.mp4")), null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "null", "7", "{}", "[\"\"]", "[\"AAAAGGZ0eXA=\"]", "[\"http:///a\"]"})
  void completedWithoutAnOutputIsTheProvidersFault(String outputs) {
    assertThat(failure(task("\"status\":\"completed\",\"outputs\":" + outputs)).kind())
        .isEqualTo(FailureKind.PROVIDER_ERROR);
    assertThat(failure(task("\"status\":\"completed\"")).kind())
        .isEqualTo(FailureKind.PROVIDER_ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":200,\"data\":null}",
        "{\"code\":200,\"data\":[]}",
        "{\"code\":200,\"data\":{\"id\":\"t1\",\"status\":null}}",
        "{\"code\":200,\"data\":{\"id\":\"t1\",\"status\":{}}}",
        "{\"code\":200,\"data\":{\"id\":\"t2\",\"status\":\"completed\",\"outputs\":[\"https://c.test/b\"]}}",
        "{\"code\":500,\"data\":{\"id\":\"t1\",\"status\":\"failed\"}}",
        "{\"code\":503,\"message\":\"later\"}"
      })
  void anAnswerThatDoesNotTellIsNoAnswer(String body) {
    assertThat(progress(200, body)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void anUnknownTaskIsNotFoundInEitherForm() {
    assertThat(progress(404, "{}")).isInstanceOf(Progress.NotFound.class);
    assertThat(progress(200, "{\"code\":404,\"message\":\"no such task\"}"))
        .isInstanceOf(Progress.NotFound.class);
    assertThat(progress(405, "{}")).isInstanceOf(Progress.NoAnswer.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {'message':'resolution is wrong'}                | INVALID_INPUT",
        "400 | {'code':400,'message':'Model not found'}         | NOT_FOUND",
        "400 | {'message':'prompt hit our moderation'}          | MODERATION",
        "400 | {'message':'a credit card in the picture'}       | INVALID_INPUT",
        "400 | {'message':'Insufficient credits, top up'}       | BALANCE",
        "403 | {'error':'insufficient account balance'}         | BALANCE",
        "418 | {'detail':'your balance is not enough'}          | BALANCE",
        "401 | {'message':'Invalid API key'}                    | AUTH",
        "402 |                                                  | BALANCE",
        "403 | {'message':'role viewer may not do this'}        | FORBIDDEN",
        "403 | {'message':'sensitive content'}                  | MODERATION",
        "404 | {}                                               | NOT_FOUND",
        "413 | <html>too large</html>                           | INVALID_INPUT",
        "415 | {}                                               | INVALID_INPUT",
        "422 | {'code':1402,'message':'no image there'}         | MEDIA_UNREACHABLE",
        "429 | {'message':'Too Many Requests'}                  | RATE_LIMITED"
      })
  void aRefusalIsSorted(int status, @Nullable String body, FailureKind kind) {
    assertThat(submission(status, body == null ? "" : body.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(kind));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'message':'one','error':'two'}              | one",
        "{'message':'','error':'two'}                 | two",
        "{'message':null,'error':{'message':'two'}}   | two",
        "{'detail':'three','errors':['four']}         | three",
        "{'errors':['four','five']}                   | four",
        "{'errors':[{'message':'four'}]}              | four",
        "{'message':{'a':1},'error':7,'errors':[]}    | {'message':{'a':1},'error':7,'errors':[]}",
        "<b>no</b>                                    | <b>no</b>"
      })
  void theMessageIsFoundInAnyKnownPlace(String body, String detail) {
    assertThat(submission(400, body.replace('\'', '"')))
        .isInstanceOfSatisfying(
            Submission.Refused.class,
            refused -> assertThat(refused.failure().detail()).isEqualTo(detail.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "408, TIMEOUT",
    "504, TIMEOUT",
    "500, PROVIDER_ERROR",
    "405, PROVIDER_ERROR",
    "307, UNREADABLE"
  })
  void whatIsNoProofIsUnclear(int status, FailureKind kind) {
    assertThat(submission(status, "{\"message\":\"insufficient\"}"))
        .isInstanceOfSatisfying(
            Submission.Unclear.class,
            unclear -> assertThat(unclear.failure().kind()).isEqualTo(kind));
  }

  @Test
  void aTimeoutIsUnclearWhateverItSays() {
    assertThat(submission(408, "{\"message\":\"insufficient credits\"}"))
        .isInstanceOf(Submission.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "a b", "a\\u0000b", "a\\nb", "\\ud83d"})
  void anIdThatCannotBeKeptIsUnclear(String id) {
    String body = "{\"code\":400,\"data\":{\"id\":\"%s\",\"status\":\"created\"}}".formatted(id);
    assertThat(submission(200, body)).isInstanceOf(Submission.Unclear.class);
    assertThat(submission(200, body.replace(id + "\",\"s", "x".repeat(129) + "\",\"s")))
        .isInstanceOf(Submission.Unclear.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void aNamedTaskIsAcceptedEvenIfTheRestIsOdd(int status) {
    assertThat(submission(status, "{\"code\":500,\"data\":{\"id\":\"t1\",\"status\":7}}"))
        .isEqualTo(new Submission.Accepted("t1", Progress.Running.UNTOLD));
  }

  @Test
  void aTaskThatFailedAtOnceIsAcceptedAndFailed() {
    assertThat(submission(200, TASK.formatted("\"status\":\"failed\",\"code\":1200")))
        .isInstanceOfSatisfying(
            Submission.Accepted.class,
            accepted ->
                assertThat(failure(accepted.first()).kind()).isEqualTo(FailureKind.MODERATION));
  }

  @Test
  void whatHappenedOnTheWayIsPassedOn() {
    Failure failure = Failure.of(FailureKind.NETWORK, "closed", "gone");
    assertThat(WaveSpeedResponseMapper.submission(new Reply.NotSent(failure), SAFE))
        .isEqualTo(new Submission.NotSent(failure));
    assertThat(WaveSpeedResponseMapper.submission(new Reply.Lost(failure), SAFE))
        .isEqualTo(new Submission.Unclear(failure));
    assertThat(WaveSpeedResponseMapper.progress("t1", new Reply.Lost(failure), SAFE))
        .isEqualTo(new Progress.NoAnswer(failure));
  }

  @Test
  void retryAfterIsKeptOnPollsToo() {
    Reply reply = new Reply.Answered(429, "{}", Duration.ofSeconds(9));
    assertThat(WaveSpeedResponseMapper.progress("t1", reply, SAFE))
        .isEqualTo(
            new Progress.NoAnswer(
                new Failure(FailureKind.RATE_LIMITED, "429", "{}", Duration.ofSeconds(9))));
  }

  private static Progress sample(String file) {
    Reply reply = new Reply.Answered(200, Samples.named(file), null);
    return WaveSpeedResponseMapper.progress(Samples.ID, reply, SAFE);
  }

  private static Progress task(String fields) {
    return progress(200, TASK.formatted(fields));
  }

  private static Progress progress(int status, String body) {
    return WaveSpeedResponseMapper.progress("t1", new Reply.Answered(status, body, null), SAFE);
  }

  private static Submission submission(int status, String body) {
    return WaveSpeedResponseMapper.submission(new Reply.Answered(status, body, null), SAFE);
  }

  private static Failure failure(Progress progress) {
    assertThat(progress).isInstanceOf(Progress.Failed.class);
    return ((Progress.Failed) progress).failure();
  }
}
