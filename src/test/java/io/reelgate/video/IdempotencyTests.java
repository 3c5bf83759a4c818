package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// One wish that is posted more than once.
@GatewayTest
class IdempotencyTests {
  private static final String KEY = "Idempotency-Key";
  private static final String RETRY_COUNT = "X-Stainless-Retry-Count";
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final String BODY = "{\"prompt\":\"p\",\"seconds\":5}";

  @Autowired private TestGateway gateway;

  @Test
  void theSameKeyAndContentIsTheSameVideoInItsPresentState() {
    TestClient caller = gateway.newTenant();
    Answer first = caller.post("/v1/videos", BODY, KEY, "k");
    gateway.finished(caller, first.text("id"));

    Answer again = caller.post("/v1/videos", "{\"duration\":\"5.0\",\"prompt\":\"p\"}", KEY, "k");

    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header(REPLAYED)).hasValue("true");
    assertThat(again.text("id")).isEqualTo(first.text("id"));
    assertThat(again.text("status")).isEqualTo("completed");
  }

  @Test
  void oneTenantsKeyIsNothingToAnother() {
    Answer first = gateway.newTenant().post("/v1/videos", BODY, KEY, "k");
    Answer other = gateway.newTenant().post("/v1/videos", BODY, KEY, "k");

    assertThat(other.header(REPLAYED)).isEmpty();
    assertThat(other.text("id")).isNotEqualTo(first.text("id"));
  }

  @Test
  void theSameKeyWithOtherContentIsRefused() {
    TestClient caller = gateway.newTenant();
    caller.post("/v1/videos", BODY, KEY, "k");

    Answer other = caller.post("/v1/videos", "{\"prompt\":\"q\",\"seconds\":5}", KEY, "k");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    assertThat(other.param()).isEqualTo(KEY);
  }

  @Test
  void aKeyCountsOnOnePath() {
    TestClient caller = gateway.newTenant();
    String source = caller.post("/v1/videos", BODY, KEY, "k").text("id");
    gateway.finished(caller, source);
    String edit = "{\"prompt\":\"p\",\"video\":\"%s\"}".formatted(source);

    List<String> ids =
        List.of(
            source,
            caller.post("/v1/videos/edits", edit, KEY, "k").text("id"),
            caller.post("/v1/videos/extensions", edit, KEY, "k").text("id"),
            caller
                .post("/v1/videos/" + source + "/remix", "{\"prompt\":\"p\"}", KEY, "k")
                .text("id"));

    assertThat(ids).doesNotHaveDuplicates();
    assertThat(caller.post("/v1/videos/edits", edit, KEY, "k").text("id")).isEqualTo(ids.get(1));
    assertThat(caller.post("/v1/videos/generations", BODY, KEY, "k").text("id")).isEqualTo(source);
  }

  @Test
  void aPairOfQuotesIsNoPartOfTheKey() {
    TestClient caller = gateway.newTenant();

    String bare = caller.post("/v1/videos", BODY, KEY, "k").text("id");
    String quoted = caller.post("/v1/videos", BODY, KEY, "\"k\"").text("id");
    String twice = caller.post("/v1/videos", BODY, KEY, "\"\"k\"\"").text("id");

    assertThat(quoted).isEqualTo(bare);
    assertThat(twice).isNotEqualTo(bare);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", "a b"})
  void aKeyThatIsNoneIsRefused(String key) {
    Answer answer = gateway.newTenant().post("/v1/videos", BODY, KEY, key);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid_value");
    assertThat(answer.param()).isEqualTo(KEY);
  }

  @Test
  void aKeyMayHave255Characters() {
    TestClient caller = gateway.newTenant();

    assertThat(caller.post("/v1/videos", BODY, KEY, "k".repeat(255)).status()).isEqualTo(200);
    assertThat(caller.post("/v1/videos", BODY, KEY, "k".repeat(256)).status()).isEqualTo(400);
  }

  @Test
  void aRefusedRequestLeavesTheKeyFree() {
    TestClient caller = gateway.newTenant();

    assertThat(caller.post("/v1/videos", "{\"prompt\":\"p\",\"seconds\":99}", KEY, "k").code())
        .isEqualTo("unsupported_duration");

    Answer second = caller.post("/v1/videos", BODY, KEY, "k");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.header(REPLAYED)).isEmpty();
  }

  @Test
  void aDeletedVideoIsNotMadeAgain() {
    TestClient caller = gateway.newTenant();
    String id = caller.post("/v1/videos", BODY, KEY, "k").text("id");
    gateway.finished(caller, id);
    caller.delete("/v1/videos/" + id);

    Answer again = caller.post("/v1/videos", BODY, KEY, "k");

    assertThat(again.status()).isEqualTo(404);
    assertThat(again.code()).isEqualTo("video_not_found");
    assertThat(caller.get("/v1/videos").json().required("data").size()).isZero();
  }

  @Test
  void aKeyOnAReadIsIgnored() {
    TestClient caller = gateway.newTenant();
    String id = caller.post("/v1/videos", BODY, KEY, "k").text("id");

    assertThat(caller.get("/v1/videos/" + id, KEY, "not a key at all").status()).isEqualTo(200);
  }

  @Test
  void fiveHundredEqualPostsFromFiftyThreadsMakeOneVideo() throws Exception {
    TestClient caller = gateway.newTenant();

    List<Answer> answers =
        atOnce(50, 500, () -> caller.post("/v1/videos", BODY, KEY, "five-hundred"));

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(answers.stream().map(answer -> answer.text("id")).distinct()).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.header(REPLAYED).isEmpty())).hasSize(1);
    assertThat(caller.get("/v1/videos").json().required("data").size()).isEqualTo(1);
  }

  @Test
  void anAutomaticRetryWithoutKeyIsAnsweredWithTheFirstTrysVideo() {
    TestClient caller = gateway.newTenant();
    Answer first = caller.post("/v1/videos", BODY, RETRY_COUNT, "0");

    Answer retry = caller.post("/v1/videos", BODY, RETRY_COUNT, "1");
    Answer otherRetry = caller.post("/v1/videos", BODY, RETRY_COUNT, "1");

    assertThat(first.header(REPLAYED)).isEmpty();
    assertThat(retry.text("id")).isEqualTo(first.text("id"));
    assertThat(retry.header(REPLAYED)).hasValue("true");
    assertThat(otherRetry.text("id")).isNotEqualTo(first.text("id"));
    assertThat(otherRetry.header(REPLAYED)).isEmpty();
  }

  /// Both of its answers were lost on the way.
  @Test
  void theSecondAutomaticRetryIsAnsweredWithTheSameVideo() {
    TestClient caller = gateway.newTenant();
    String first = caller.post("/v1/videos", BODY, RETRY_COUNT, "0").text("id");
    caller.post("/v1/videos", BODY, RETRY_COUNT, "1");

    assertThat(caller.post("/v1/videos", BODY, RETRY_COUNT, "2").text("id")).isEqualTo(first);
    assertThat(caller.post("/v1/videos", BODY, RETRY_COUNT, "2").text("id")).isNotEqualTo(first);
  }

  /// Its first try never arrived, and neither did that of an equal wish.
  @Test
  void aRetryThatMadeItsVideoIsRepeatedByItsOwnNextRetryAlone() {
    TestClient caller = gateway.newTenant();
    String made = caller.post("/v1/videos", BODY, RETRY_COUNT, "1").text("id");

    String otherWish = caller.post("/v1/videos", BODY, RETRY_COUNT, "1").text("id");

    assertThat(otherWish).isNotEqualTo(made);
    assertThat(caller.post("/v1/videos", BODY, RETRY_COUNT, "2").text("id")).isEqualTo(made);
    assertThat(caller.post("/v1/videos", BODY, RETRY_COUNT, "2").text("id")).isEqualTo(otherWish);
  }

  @Test
  void firstTriesAreNeverJoined() {
    TestClient caller = gateway.newTenant();

    List<String> ids =
        List.of(
            caller.post("/v1/videos", BODY, RETRY_COUNT, "0").text("id"),
            caller.post("/v1/videos", BODY, RETRY_COUNT, "0").text("id"),
            caller.post("/v1/videos", BODY).text("id"),
            caller.post("/v1/videos", BODY).text("id"));

    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void aRetryOfOtherContentOrAnotherTenantIsNoRetry() {
    TestClient caller = gateway.newTenant();
    String id = caller.post("/v1/videos", BODY, RETRY_COUNT, "0").text("id");

    assertThat(caller.post("/v1/videos", "{\"prompt\":\"q\"}", RETRY_COUNT, "1").text("id"))
        .isNotEqualTo(id);
    assertThat(gateway.newTenant().post("/v1/videos", BODY, RETRY_COUNT, "1").text("id"))
        .isNotEqualTo(id);
  }

  /// The client gave up on answers that were still under way.
  @Test
  void triesAndTheirRetriesThatCrossMakeNoMoreVideosThanTries() throws Exception {
    TestClient caller = gateway.newTenant();

    atOnce(10, 10, () -> caller.post("/v1/videos", BODY, RETRY_COUNT, "0"));
    List<Answer> retries = atOnce(10, 10, () -> caller.post("/v1/videos", BODY, RETRY_COUNT, "1"));

    assertThat(retries.stream().map(answer -> answer.text("id"))).doesNotHaveDuplicates();
    assertThat(caller.get("/v1/videos").json().required("data").size()).isEqualTo(10);
  }

  private static List<Answer> atOnce(int threads, int calls, Callable<Answer> call)
      throws InterruptedException, ExecutionException {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Answer>> all =
          pool.invokeAll(IntStream.range(0, calls).mapToObj(each -> call).toList());
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> each : all) {
        answers.add(each.get());
      }
      return answers;
    }
  }
}
