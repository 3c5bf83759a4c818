package io.reelgate.provider.empiriolabs;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.money.Usd;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.Submission;
import io.reelgate.provider.SubmitOrder;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.util.unit.DataSize;

/// The adapter against the simulator.
@SandboxTest
@TestPropertySource(properties = "reelgate.sandbox.empiriolabs.requests-per-minute=0")
class EmpirioLabsSandboxTests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final OfferId MINI =
      new OfferId(EmpirioLabsAdapter.ID, new ModelId("seedance-2.0-mini"));
  private static final Offer OFFER = Catalogs.shipped().offer(MINI).orElseThrow();
  private static final String IMAGE = "https://m.test/a.png";
  private static final VideoSpec.Source CLIP =
      new VideoSpec.Source("https://m.test/a.mp4", null, null);

  private final SandboxClient client;
  private final ProviderAccount account;
  private final EmpirioLabsAdapter adapter =
      Samples.adapter(
          new HttpLimits(
              PATIENCE, PATIENCE, PATIENCE, PATIENCE, PATIENCE, DataSize.ofMegabytes(1), 8, 64),
          60_000);

  EmpirioLabsSandboxTests(@LocalServerPort int port) {
    client = new SandboxClient(port);
    account =
        new ProviderAccount(
            EmpirioLabsAdapter.ID,
            ProviderAccount.SANDBOX,
            URI.create(client.origin() + "/sandbox/empiriolabs"),
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

  static Stream<Arguments> operations() {
    Reference image = new Reference(ReferenceKind.IMAGE, IMAGE);
    Reference clip = new Reference(ReferenceKind.VIDEO, "https://m.test/a.mp4");
    return Stream.of(
        Arguments.of(Operation.TEXT_TO_VIDEO, Media.NONE, 750_000),
        Arguments.of(Operation.IMAGE_TO_VIDEO, new Media(IMAGE, null, List.of(), null), 750_000),
        Arguments.of(Operation.FIRST_LAST_FRAME, new Media(IMAGE, IMAGE, List.of(), null), 750_000),
        Arguments.of(
            Operation.REFERENCE_TO_VIDEO, new Media(null, null, List.of(image), null), 750_000),
        Arguments.of(
            Operation.REFERENCE_TO_VIDEO, new Media(null, null, List.of(clip), null), 1_795_000),
        Arguments.of(Operation.EDIT, new Media(null, null, List.of(), CLIP), 1_795_000),
        Arguments.of(Operation.EXTEND, new Media(null, IMAGE, List.of(), CLIP), 1_795_000));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationIsTakenAndPaidByTheList(Operation operation, Media media, long micros)
      throws Exception {
    Ticket ticket = accepted(order(operation, "delay=0ms", media));
    assertThat(poll(ticket))
        .isInstanceOfSatisfying(
            Progress.Succeeded.class,
            done -> assertThat(done.reportedCost()).isEqualTo(new Usd(micros)));
    assertThat(count("accepted")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "lost-answer, Unclear, 1",
    "reset, Unclear, 0",
    "truncated, Unclear, 1",
    "empty, Unclear, 1",
    "no-id, Unclear, 1",
    "slow, Accepted, 1",
    "nulls, Unclear, 1",
    "wrong-types, Unclear, 1",
    "huge, Unclear, 1",
    "contradiction, Unclear, 1",
    "redirect, Unclear, 0",
    "html, Unclear, 0",
    "error-in-200, Unclear, 0",
    "500, Unclear, 0",
    "503, Refused, 0",
    "400, Refused, 0",
    "401, Refused, 0",
    "402, Refused, 0",
    "403, Refused, 0",
    "429, Refused, 0"
  })
  void anOrderIsSentOnceAndNeverBelievedRefusedWhenItWasPaid(String word, String kind, int paid)
      throws Exception {
    SubmitOrder order = order(Operation.TEXT_TO_VIDEO, "submit=" + word, Media.NONE);
    assertThat(adapter.submit(order).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(count("submits")).isEqualTo(1);
    assertThat(count("accepted")).isEqualTo(paid);
  }

  @ParameterizedTest
  @CsvSource({
    "500, NoAnswer",
    "401, NoAnswer",
    "404, Succeeded",
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
  void aSpoiltAnswerEndsNothing(String word, String kind) {
    Ticket ticket = accepted(order(Operation.TEXT_TO_VIDEO, "delay=0ms poll=" + word, Media.NONE));
    assertThat(poll(ticket).getClass().getSimpleName()).isEqualTo(kind);
    assertThat(poll(ticket)).isInstanceOf(Progress.Succeeded.class);
  }

  @ParameterizedTest
  @CsvSource({
    "moderation, MODERATION",
    "input, PROVIDER_ERROR",
    "media, PROVIDER_ERROR",
    "capacity, PROVIDER_ERROR",
    "internal, PROVIDER_ERROR",
    "timeout, TIMEOUT",
    "cancelled, STOPPED_UPSTREAM"
  })
  void aFailedTaskSaysWhyAndThatItWasFree(String reason, FailureKind kind) {
    Ticket ticket =
        accepted(order(Operation.TEXT_TO_VIDEO, "delay=0ms fail=" + reason, Media.NONE));
    assertThat(poll(ticket))
        .isInstanceOfSatisfying(
            Progress.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(kind);
              assertThat(failed.free()).isTrue();
            });
  }

  private Ticket accepted(SubmitOrder order) {
    Submission.Accepted accepted = (Submission.Accepted) adapter.submit(order);
    return new Ticket(order.token(), accepted.upstreamId());
  }

  private Progress poll(Ticket ticket) {
    return Objects.requireNonNull(adapter.poll(account, List.of(ticket)).get(ticket));
  }

  private int count(String name) throws IOException {
    return client.counts("empiriolabs").required(name).intValue();
  }

  private SubmitOrder order(Operation operation, String script, Media media) {
    SubmitOrder plain = Orders.plain(account, OFFER);
    return new SubmitOrder(
        UUID.randomUUID(),
        account,
        OFFER,
        OFFER.terms(operation).orElseThrow(),
        new VideoSpec(
            OFFER.model(),
            operation,
            "a boat [sandbox: " + script + "]",
            new VideoSpec.Shape(Seconds.of(5), "720p", "16:9", null, 1),
            media,
            new VideoSpec.Extras(true, null, null, Map.of())),
        false,
        null,
        plain.notAfter());
  }
}
