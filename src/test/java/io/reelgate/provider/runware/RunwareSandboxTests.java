package io.reelgate.provider.runware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.Size;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.VideoSpec.Shape;
import io.reelgate.money.Usd;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.SendDeadline;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.util.unit.DataSize;

/// The adapter against the simulator: no answer of it makes a second paid task.
@SandboxTest
class RunwareSandboxTests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Shape WIDE = shape(new Size(1280, 720), 1);

  private final UUID token = UUID.randomUUID();
  private final SandboxClient client;
  private final ProviderAccount account;
  private final RunwareAdapter adapter =
      new RunwareAdapter(
          List.of(),
          new RunwareClient(
              new ProviderClient(
                  "runware",
                  new HttpLimits(
                      PATIENCE,
                      PATIENCE,
                      PATIENCE,
                      PATIENCE,
                      PATIENCE,
                      DataSize.ofMegabytes(1),
                      8,
                      64)),
              20,
              8));

  RunwareSandboxTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    account =
        new ProviderAccount(
            RunwareAdapter.ID,
            ProviderAccount.SANDBOX,
            URI.create(client.origin() + "/sandbox/runware"),
            new Secret("sandbox"),
            true);
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @AfterEach
  void close() {
    adapter.close();
  }

  @Test
  void aVideoCostsWhatItsPixelsAndFramesCost() throws Exception {
    Progress.Succeeded done = finished(spec(Operation.TEXT_TO_VIDEO, "", WIDE, Media.NONE));
    assertThat(done.reportedCost()).isEqualTo(new Usd(408_375));
    assertThat(client.get(done.outputs().getFirst().url()).status()).isEqualTo(200);
  }

  @Test
  void severalVideosCostTheirSum() {
    Shape three = shape(new Size(1280, 720), 3);
    Progress.Succeeded done = finished(spec(Operation.TEXT_TO_VIDEO, "", three, Media.NONE));
    assertThat(done.outputs()).hasSize(3).doesNotHaveDuplicates();
    assertThat(done.reportedCost()).isEqualTo(new Usd(3 * 408_375));
  }

  @Test
  void everyOperationIsTakenByTheModelsRules() {
    String image = "https://m.test/a.png";
    finished(
        spec(
            Operation.IMAGE_TO_VIDEO, "", shape(null, 1), new Media(image, null, List.of(), null)));
    finished(spec(Operation.FIRST_LAST_FRAME, "", WIDE, new Media(image, image, List.of(), null)));
    List<Reference> references =
        List.of(
            new Reference(ReferenceKind.IMAGE, image),
            new Reference(ReferenceKind.VIDEO, "https://m.test/a.mp4"),
            new Reference(ReferenceKind.AUDIO, "https://m.test/a.mp3"));
    finished(spec(Operation.REFERENCE_TO_VIDEO, "", WIDE, new Media(null, null, references, null)));
  }

  @Test
  void everyOptionIsTaken() {
    Map<String, Object> options =
        Map.of(
            "outputQuality",
            80,
            "safety",
            Map.of("checkContent", true, "mode", "full"),
            "ttl",
            3600,
            "uploadEndpoint",
            "http://localhost:1/put");
    VideoSpec plain = spec(Operation.TEXT_TO_VIDEO, "", WIDE, Media.NONE);
    finished(
        new VideoSpec(
            plain.model(),
            plain.operation(),
            plain.prompt(),
            plain.shape(),
            plain.media(),
            new VideoSpec.Extras(false, null, null, Map.of("runware", options))));
  }

  @ParameterizedTest
  @CsvSource({
    "lost-answer, Unclear",
    "reset, Unclear",
    "truncated, Unclear",
    "empty, Unclear",
    "no-id, Accepted",
    "slow, Accepted",
    "nulls, Unclear",
    "wrong-types, Unclear",
    "huge, Unclear",
    "contradiction, Unclear",
    "redirect, Unclear",
    "html, Unclear",
    "error-in-200, Unclear",
    "500, Unclear",
    "503, Unclear",
    "400, Refused",
    "401, Refused",
    "402, Refused",
    "403, Refused",
    "429, Refused"
  })
  void theIdenticalOrderSentAgainIsOnePaidTask(String word, String kind) throws Exception {
    VideoSpec spec = spec(Operation.TEXT_TO_VIDEO, "submit=" + word, WIDE, Media.NONE);
    assertThat(adapter.submit(order(spec, false)).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(adapter.submit(order(spec, true))).isInstanceOf(Submission.Accepted.class);
    assertThat(count("accepted")).isEqualTo(1);
    assertThat(count("submits")).isEqualTo(2);
    assertThat(count("submitted_again")).isEqualTo(1);
    assertThat(count("paid_again")).isZero();
    succeeded(ticket(spec));
  }

  @ParameterizedTest
  @CsvSource({
    "500, NoAnswer",
    "404, NoAnswer",
    "429, NoAnswer",
    "html, NoAnswer",
    "garbage, NoAnswer",
    "reset, NoAnswer",
    "truncated, NoAnswer",
    "empty, NoAnswer",
    "slow, Succeeded",
    "nulls, NoAnswer",
    "wrong-types, NoAnswer",
    "huge, NoAnswer",
    "redirect, NoAnswer",
    "contradiction, NoAnswer"
  })
  void aSpoiltPollEndsNothing(String word, String kind) {
    VideoSpec spec = spec(Operation.TEXT_TO_VIDEO, "delay=0ms poll=" + word, WIDE, Media.NONE);
    adapter.submit(order(spec, false));
    assertThat(poll(ticket(spec)).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(poll(ticket(spec))).isInstanceOf(Progress.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "moderation, MODERATION",
    "input, INVALID_INPUT",
    "media, MEDIA_UNREACHABLE",
    "capacity, PROVIDER_ERROR",
    "internal, PROVIDER_ERROR",
    "timeout, TIMEOUT",
    "cancelled, STOPPED_UPSTREAM"
  })
  void aFailedTaskSaysWhy(String reason, FailureKind kind) {
    VideoSpec spec = spec(Operation.TEXT_TO_VIDEO, "delay=0ms fail=" + reason, WIDE, Media.NONE);
    adapter.submit(order(spec, false));
    assertThat(poll(ticket(spec)))
        .isInstanceOfSatisfying(
            Progress.Failed.class, failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
  }

  @Test
  void aTaskThatWasNeverMadeIsNotFound() {
    assertThat(poll(new Ticket(token, token.toString()))).isInstanceOf(Progress.NotFound.class);
  }

  private Progress.Succeeded finished(VideoSpec spec) {
    UUID fresh = UUID.randomUUID();
    Submission submission = adapter.submit(order(fresh, spec, false));
    assertThat(submission).isInstanceOf(Submission.Accepted.class);
    return succeeded(new Ticket(fresh, TaskName.of(fresh, spec.shape().outputs()).upstreamId()));
  }

  private Progress.Succeeded succeeded(Ticket ticket) {
    return (Progress.Succeeded)
        await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> poll(ticket), Progress.Succeeded.class::isInstance);
  }

  private Progress poll(Ticket ticket) {
    return Objects.requireNonNull(adapter.poll(account, List.of(ticket)).get(ticket));
  }

  private Ticket ticket(VideoSpec spec) {
    return new Ticket(token, TaskName.of(token, spec.shape().outputs()).upstreamId());
  }

  private int count(String name) throws IOException {
    return client.counts("runware").required(name).intValue();
  }

  private SubmitOrder order(VideoSpec spec, boolean again) {
    return order(token, spec, again);
  }

  private SubmitOrder order(UUID name, VideoSpec spec, boolean again) {
    return new SubmitOrder(
        name,
        account,
        Offers.mini(),
        Offers.terms(),
        spec,
        again,
        null,
        SendDeadline.in(Duration.ofMinutes(1)));
  }

  private static VideoSpec spec(Operation operation, String script, Shape shape, Media media) {
    return new VideoSpec(
        Offers.mini().model(),
        operation,
        script.isEmpty() ? "a boat" : "a boat [sandbox: " + script + "]",
        shape,
        media,
        new VideoSpec.Extras(true, null, null, Map.of()));
  }

  private static Shape shape(@Nullable Size size, int outputs) {
    return new Shape(Seconds.of(5), "720p", "16:9", size, outputs);
  }
}
