package io.reelgate.provider.runware;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderClass;
import io.reelgate.provider.ProviderContract;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunwareAdapterTests extends ProviderContract {
  private static final int BATCH = 20;
  private static final int CONCURRENCY = 3;

  @Override
  protected ProviderAdapter adapter(HttpLimits limits) {
    return new RunwareAdapter(
        List.of(), new RunwareClient(new ProviderClient("runware", limits), BATCH, CONCURRENCY));
  }

  @Override
  protected Set<Integer> refusals() {
    return Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);
  }

  @Override
  protected String name() {
    return Orders.TOKEN.toString();
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
    return Samples.named("success.json").replace(Samples.ID, id).replace(Samples.OUTPUT, url);
  }

  @Override
  protected String failed(String id) {
    return Samples.named("failed.json").replace(Samples.ID, id);
  }

  @Test
  void anOrderCanBeSentAgain() {
    assertThat(adapter.providerClass()).isEqualTo(ProviderClass.DEDUPES);
  }

  @Test
  void anOrderIsPostedAsAnArrayOfOneTask() {
    server.always(json(200, accepted(id)));
    submit(server.url());
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("POST");
          assertThat(request.path()).isEqualTo("/v1");
          assertThat(request.headers()).containsEntry("content-type", "application/json");
          assertThat(request.body())
              .isEqualTo(
                  "[{\"taskType\":\"videoInference\",\"taskUUID\":\""
                      + Orders.TOKEN
                      + "\",\"model\":\"bytedance:seedance@2.0-mini\",\"positivePrompt\":\""
                      + Orders.PROMPT
                      + "\",\"width\":1280,\"height\":720,\"duration\":5,"
                      + "\"settings\":{\"audio\":true},\"outputType\":\"URL\","
                      + "\"outputFormat\":\"MP4\",\"deliveryMethod\":\"async\","
                      + "\"ttl\":604800,\"includeCost\":true,\"numberResults\":1}]");
        });
  }

  @Test
  void anIdenticalOrderIsIdenticalToTheByte() {
    server.then(FaultScript.closeUnanswered()).then(json(400, Samples.named("conflict.json")));
    submit(server.url());
    again(server.url());
    assertThat(server.requests()).hasSize(2);
    assertThat(server.requests().get(1).body()).isEqualTo(server.requests().get(0).body());
  }

  @Test
  void anEmptyAcknowledgementAccepts() {
    server.always(json(200, "{\"data\":[]}"));
    assertThat(submit(server.url()))
        .isEqualTo(new Submission.Accepted(id, Progress.Running.UNTOLD));
  }

  @Test
  void aConflictProvesThatTheFirstSendWasAccepted() {
    server.always(json(400, Samples.named("conflict.json")));
    assertThat(again(server.url())).isEqualTo(new Submission.Accepted(id, Progress.Running.UNTOLD));
    server.always(json(200, Samples.named("conflict.json")));
    assertThat(again(server.url())).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void aConflictOnTheFirstSendIsUnclear() {
    server.always(json(400, Samples.named("conflict.json")));
    assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class);
  }

  @Test
  void anIdenticalOrderCanBeAcceptedForTheFirstTime() {
    server.always(json(200, accepted(id)));
    assertThat(again(server.url())).isInstanceOf(Submission.Accepted.class);
  }

  Stream<Arguments> saysNothingAboutTheFirstSend() {
    return Stream.of(
        row("no right", json(401, "{}")),
        row("no money", json(402, "{}")),
        row("no money, by code", json(400, error("insufficientCredits", ""))),
        row("not allowed", json(403, "{}")),
        row("too often", json(429, "{}")),
        row("too many at once", json(400, error("concurrentRequestLimitExceeded", ""))),
        row("a page", FaultScript.html(400)),
        row("server error", json(500, "{}")),
        row("closed", FaultScript.closeUnanswered()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("saysNothingAboutTheFirstSend")
  void aRefusalOfTheSecondSendSaysNothingAboutTheFirst(String name, FaultScript script) {
    server.always(script);
    assertThat(again(server.url())).isInstanceOf(Submission.Unclear.class);
  }

  @Test
  void aSecondSendThatDidNotLeaveSaysNothingAboutTheFirst() {
    assertThat(again(FaultServer.nobody())).isInstanceOf(Submission.Unclear.class);
  }

  @Test
  void contentThatIsRefusedTheSecondTimeWasRefusedTheFirstTime() {
    server.always(json(400, Samples.named("missing-dimensions.json")));
    assertThat(again(server.url())).isInstanceOf(Submission.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "200, invalidApiKey, Refused, AUTH",
    "200, missingDimensionParameters, Refused, INVALID_INPUT",
    "500, unsupportedDuration, Refused, INVALID_INPUT",
    "400, videoInferenceInsufficientCredits, Refused, BALANCE",
    "400, concurrentRequestLimitExceeded, Refused, RATE_LIMITED",
    "400, invalidProviderContent, Refused, MODERATION",
    "400, somethingBrandNew, Refused, INVALID_INPUT",
    "400, internalServerError, Unclear, PROVIDER_ERROR",
    "200, serviceUnavailable, Unclear, PROVIDER_ERROR",
    "200, somethingBrandNew, Unclear, PROVIDER_ERROR",
    "200, timeoutProvider, Unclear, TIMEOUT",
    "504, failedProviderTimeout, Unclear, TIMEOUT",
    "503, noAvailableServer, Unclear, PROVIDER_ERROR"
  })
  void anErrorCountsByItsCodeBeforeTheStatus(
      int status, String code, String kind, FailureKind failure) {
    server.always(json(status, error(code, "no")));
    Submission submission = submit(server.url());
    assertThat(submission.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(submission.toString()).contains("kind=" + failure);
    assertSentOnce();
  }

  @Test
  void aRefusalThatNamesATaskBesidesIsUnclear() {
    String contradictory = error("invalidWidth", "no").replace("[]", "[{\"taskUUID\":\"%s\"}]");
    server.always(json(400, contradictory.formatted(id)));
    assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class);
    server.always(json(400, accepted(id)));
    assertThat(submit(server.url())).isInstanceOf(Submission.Unclear.class);
    assertThat(again(server.url())).isInstanceOf(Submission.Unclear.class);
  }

  @Test
  void aTaskThatIsDoneAtOnceIsToldAtOnce() {
    server.always(json(200, succeeded(id, "https://cdn.example.test/a.mp4")));
    assertThat(submit(server.url()))
        .isInstanceOfSatisfying(
            Submission.Accepted.class,
            accepted -> assertThat(accepted.first()).isInstanceOf(Progress.Succeeded.class));
  }

  @Test
  void aTaskThatNobodyAnswersForIsNotFound() {
    server.always(json(200, "{\"data\":[]}"));
    assertThat(poll(id)).isInstanceOf(Progress.NotFound.class);
  }

  @Test
  void anOrderThatSaysHowLongItsFilesAreKeptIsBelieved() {
    SubmitOrder plain = Orders.plain(account(server.url()), offer());
    assertThat(adapter.retention(offer(), plain.spec())).isEqualTo(offer().retention());
    assertThat(adapter.retention(offer(), wishing(plain.spec(), Map.of("ttl", 3600))))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aCallbackGoesAlong() {
    server.always(json(200, accepted(id)));
    SubmitOrder plain = Orders.plain(account(server.url()), offer());
    adapter.submit(sent(plain, false, URI.create("https://hooks.example.test/rw?t=9b1e")));
    assertThat(server.requests().getFirst().body())
        .contains("\"webhookURL\":\"https://hooks.example.test/rw?t=9b1e\"");
  }

  @Test
  void neitherKeyNorPromptNorSignatureIsShown() {
    server.always(
        json(
            400, error("invalidX", "bad key " + KEY + " for https://h.example.test/a?sig=s3cr3t")));
    assertThat(submit(server.url()).toString())
        .contains("bad key *** for https://h.example.test/a?***")
        .doesNotContain(KEY)
        .doesNotContain("s3cr3t");
    server.always(json(400, error("invalidX", "refused: " + Orders.PROMPT)));
    assertThat(submit(server.url()).toString()).doesNotContain("lanterns");
  }

  private Submission again(URI url) {
    return adapter.submit(sent(Orders.plain(account(url), offer()), true, null));
  }

  private static SubmitOrder sent(SubmitOrder plain, boolean again, @Nullable URI callback) {
    return new SubmitOrder(
        plain.token(),
        plain.account(),
        plain.offer(),
        plain.terms(),
        plain.spec(),
        again,
        callback,
        plain.notAfter());
  }

  private static VideoSpec wishing(VideoSpec spec, Map<String, Object> options) {
    return new VideoSpec(
        spec.model(),
        spec.operation(),
        spec.prompt(),
        spec.shape(),
        spec.media(),
        new VideoSpec.Extras(true, null, null, Map.of("runware", options)));
  }

  private String error(String code, String message) {
    return "{\"data\":[],\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"taskUUID\":\"%s\"}]}"
        .formatted(code, message, id);
  }
}
