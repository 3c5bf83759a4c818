package io.reelgate.provider.wavespeed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.CallbackReader.Call;
import io.reelgate.provider.CallbackReader.Reading;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.http.Reply;
import io.reelgate.testing.TestClock;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is believed of a callback, and how often its secret is asked for.
class WaveSpeedCallbacksTests {
  private static final String OLD = "whsec_an+old/secret";
  private static final String NEW = "whsec_a-newer-secret";
  private static final String TASK = "{\"id\":\"the-task\",\"status\":\"completed\"}";
  private static final ProviderAccount ACCOUNT = account("default");

  private final TestClock clock = new TestClock();
  private final List<String> asked = new ArrayList<>();
  private Reply answer = told("{\"code\":200,\"data\":{\"secret\":\"" + OLD + "\"}}");
  private WaveSpeedCallbacks callbacks = callbacks(Map.of());

  @Test
  void aSignedTaskIsNamedAndItsSecretIsAskedForOnce() {
    assertThat(read(signed(OLD))).isEqualTo(new Reading.Task("the-task"));
    assertThat(read(signed(OLD))).isEqualTo(new Reading.Task("the-task"));

    assertThat(asked).containsExactly("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"secret\":\"whsec_an+old/secret\"}}",
        "{\"secret\":\"whsec_an+old/secret\"}",
        "{\"code\":200,\"data\":\"whsec_an+old/secret\"}"
      })
  void theSecretIsFoundWhereverItStands(String body) {
    answer = told(body);

    assertThat(read(signed(OLD))).isEqualTo(new Reading.Task("the-task"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"data\":{\"secret\":7}}",
        "{\"secret\":\"\"}",
        "{\"secret\":\"whsec_\"}"
      })
  void withoutASecretNothingIsBelieved(String body) {
    answer = told(body);

    unproven(signed(OLD), "no secret");
    unproven(signed(""), "no secret");
    assertThat(asked).hasSize(1);
  }

  @Test
  void anErrorTellsNoSecret() {
    answer = new Reply.Answered(401, "{\"secret\":\"" + OLD + "\"}", null);

    unproven(signed(OLD), "no secret");
  }

  @Test
  void aNewSecretIsLearnedSoonAndWrongSignaturesDoNotMakeUsAskMore() {
    read(signed(OLD));
    answer = told("{\"secret\":\"" + NEW + "\"}");
    for (int i = 0; i < 100; i++) {
      unproven(signed(NEW), "wrong");
    }
    assertThat(asked).hasSize(1);

    clock.pass(WaveSpeedSecrets.ASK_AGAIN_AFTER);
    assertThat(read(signed(NEW))).isEqualTo(new Reading.Task("the-task"));

    unproven(signed(OLD), "wrong");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aQuestionWithoutAnAnswerLeavesTheSecretThatIsKnown() {
    read(signed(OLD));
    answer = told("");
    clock.pass(WaveSpeedSecrets.ASK_AGAIN_AFTER);

    unproven(signed(NEW), "wrong");
    assertThat(read(signed(OLD))).isEqualTo(new Reading.Task("the-task"));
    assertThat(asked).hasSize(2);
  }

  @Test
  void theSecretOfTheSettingsIsNeverAskedFor() {
    callbacks = callbacks(Map.of("default", new Secret(NEW)));

    assertThat(read(signed(NEW))).isEqualTo(new Reading.Task("the-task"));
    unproven(signed(OLD), "wrong");
    assertThat(asked).isEmpty();

    assertThat(callbacks.read(account("second"), signed(OLD)))
        .isEqualTo(new Reading.Task("the-task"));
    assertThat(asked).containsExactly("second");
  }

  @Test
  void noQuestionIsPutForWhatHasNoFreshSignature() {
    Call old = signed(OLD);
    clock.pass(Duration.ofSeconds(301));

    unproven(old, "timestamp");
    unproven(new Call(Map.of(), TASK.getBytes(UTF_8)), "no signature");
    assertThat(asked).isEmpty();
  }

  @Test
  void anotherBodyIsNotBelieved() {
    Call call = signed(OLD);

    unproven(new Call(call.headers(), TASK.replace("the", "his").getBytes(UTF_8)), "wrong");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"id\":\"\"}", "{\"id\":\"a b\"}"})
  void aSignedBodyWithoutATaskNamesNone(String body) {
    assertThat(read(signed(OLD, body))).isEqualTo(new Reading.NoTask());
  }

  private Reading read(Call call) {
    return callbacks.read(ACCOUNT, call);
  }

  private void unproven(Call call, String why) {
    assertThat(read(call))
        .isInstanceOfSatisfying(
            Reading.Unproven.class, each -> assertThat(each.why()).contains(why));
  }

  private WaveSpeedCallbacks callbacks(Map<String, Secret> configured) {
    var secrets =
        new WaveSpeedSecrets(
            configured,
            account -> {
              asked.add(account.name());
              return answer;
            },
            () -> Duration.ofMillis(clock.millis()).toNanos());
    return new WaveSpeedCallbacks(secrets, clock);
  }

  private static Reply told(String body) {
    return new Reply.Answered(200, body, null);
  }

  private static ProviderAccount account(String name) {
    return new ProviderAccount(
        WaveSpeedAdapter.ID, name, URI.create("http://127.0.0.1:9"), new Secret("key"), false);
  }

  private Call signed(String secret) {
    return signed(secret, TASK);
  }

  private Call signed(String secret, String body) {
    String timestamp = Long.toString(clock.instant().getEpochSecond());
    return new Call(
        Map.of(
            "webhook-id",
            "m1",
            "webhook-timestamp",
            timestamp,
            "webhook-signature",
            "v3," + digest(secret, "m1." + timestamp + "." + body)),
        body.getBytes(UTF_8));
  }

  private static String digest(String secret, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key =
          (secret.isEmpty() ? "-" : secret.substring("whsec_".length())).getBytes(US_ASCII);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(message.getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
