package io.reelgate.provider.wavespeed;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.ProviderContract;
import io.reelgate.provider.Submission;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.testing.FaultScript;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveSpeedAdapterTests extends ProviderContract {
  private static final int CONCURRENCY = 4;

  @Override
  protected ProviderAdapter adapter(HttpLimits limits) {
    var client = new WaveSpeedClient(new ProviderClient("wavespeed", limits), CONCURRENCY);
    var secrets = new WaveSpeedSecrets(Map.of(), client::webhookSecret, System::nanoTime);
    return new WaveSpeedAdapter(
        List.of(), client, new WaveSpeedCallbacks(secrets, Clock.systemUTC()));
  }

  @Override
  protected Set<Integer> refusals() {
    return Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);
  }

  @Override
  protected String accepted(String id) {
    return Samples.named("created.json").replace(Samples.ID, id);
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
    return Samples.named("failed-media.json").replace(Samples.ID, id);
  }

  @Test
  void anOrderIsPostedToItsEndpoint() {
    server.always(json(200, accepted(ID)));
    submit(server.url());
    assertThat(server.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("POST");
          assertThat(request.path()).isEqualTo("/api/v3/bytedance/seedance-2.0-mini/text-to-video");
          assertThat(request.headers())
              .containsEntry("content-type", "application/json")
              .containsEntry("user-agent", "reelgate");
          assertThat(request.body())
              .isEqualTo(
                  "{\"prompt\":\""
                      + Orders.PROMPT
                      + "\",\"aspect_ratio\":\"16:9\",\"resolution\":\"720p\","
                      + "\"duration\":5,\"generate_audio\":true}");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "400, Refused, INVALID_INPUT",
    "401, Refused, AUTH",
    "402, Refused, BALANCE",
    "429, Refused, RATE_LIMITED",
    "500, Unclear, PROVIDER_ERROR"
  })
  void anErrorInsideASuccessIsAnError(int code, String kind, FailureKind failure) {
    server.always(json(200, "{\"code\":%d,\"message\":\"no\"}".formatted(code)));
    Submission submission = submit(server.url());
    assertThat(submission.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(submission.toString()).contains("kind=" + failure);
    assertSentOnce();
  }

  @Test
  void aTaskThatIsDoneAtOnceIsToldAtOnce() {
    server.always(json(200, succeeded(ID, "https://cdn.example.test/a.mp4")));
    assertThat(submit(server.url()))
        .isInstanceOfSatisfying(
            Submission.Accepted.class,
            accepted -> assertThat(accepted.first()).isInstanceOf(Progress.Succeeded.class));
  }

  @ParameterizedTest
  @CsvSource({"404", "405"})
  void theOtherResultPathIsTriedOnce(int missing) {
    server.then(json(missing, "{}")).then(json(200, running(ID)));
    assertThat(poll(ID)).isInstanceOf(Progress.Running.class);
    assertThat(server.requests())
        .extracting("path")
        .containsExactly("/api/v3/predictions/" + ID + "/result", "/api/v3/predictions/" + ID);
  }

  @Test
  void aTaskThatIsUnknownOnBothPathsIsNotFound() {
    server.then(json(404, "{}")).then(json(405, "{}"));
    assertThat(poll(ID)).isInstanceOf(Progress.NotFound.class);
    server.always(json(404, "{}"));
    assertThat(poll(ID)).isInstanceOf(Progress.NotFound.class);
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void oneDeafPathProvesNothing() {
    server.then(json(404, "{}")).then(FaultScript.closeUnanswered());
    assertThat(poll(ID)).isInstanceOf(Progress.NoAnswer.class);
  }

  @Test
  void aBatchIsAskedSeveralAtATimeAndEachOnce() {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger busiest = new AtomicInteger();
    server.always((request, wire) -> {
      busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
      wire.pause();
      busy.decrementAndGet();
      String id = request.path().split("/", -1)[4];
      json(200, id.endsWith("7") ? failed(id) : running(id)).play(request, wire);
    });
    List<Ticket> tickets = tickets(40);
    Map<Ticket, Progress> all = adapter.poll(account(server.url()), tickets);
    assertThat(all).containsOnlyKeys(tickets);
    all.forEach((ticket, progress) ->
        assertThat(progress instanceof Progress.Failed)
            .isEqualTo(ticket.upstreamId().endsWith("7")));
    assertThat(server.requests()).hasSize(40);
    assertThat(busiest.get()).isBetween(2, CONCURRENCY);
    assertThat(server.connections()).isLessThan(tickets.size());
  }

  @Test
  void neitherKeyNorPromptNorSignatureIsShown() {
    server.always(
        json(
            400,
            "{\"code\":400,\"message\":\"bad key %s for https://h.example.test/a.png?sig=s3cr3t\"}"
                .formatted(KEY)));
    assertThat(submit(server.url()).toString())
        .contains("bad key *** for https://h.example.test/a.png?***")
        .doesNotContain(KEY)
        .doesNotContain("s3cr3t");
    server.always(json(400, "{\"message\":\"refused: %s!\"}".formatted(Orders.PROMPT)));
    assertThat(submit(server.url()).toString()).doesNotContain("lanterns");
  }
}
