package io.reelgate.provider.wavespeed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.CallbackReader.Call;
import io.reelgate.provider.Secret;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveSpeedSignatureTests {
  private static final Secret SECRET = new Secret("whsec_0123456789abcdef0123456789abcdef");
  private static final Instant MADE = Instant.ofEpochSecond(1_700_000_000);
  private static final String RIGHT =
      "v3,38ff09ed036d48930804072476ea01ee25129ebc5764d2e6066bb541ad4c3f53";
  private static final String BODY = "{\"id\":\"t1\",\"status\":\"completed\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          msg_test_1 | {"id":"t1","status":"completed"} | v3,38ff09ed036d48930804072476ea01ee25129ebc5764d2e6066bb541ad4c3f53
          msg_test_2 | {"id":"t2","error":"café"}       | v3,87e8fe669d3e04faaf795b4d66c2922880e1bc9da33c55a07a0486d1b5d62bd8
          """)
  void theSheetsOwnSignaturesAreGood(String id, String body, String signature) {
    assertThat(signed(call(id, "1700000000", signature), body, UTF_8)).isTrue();
  }

  /// Other bytes of the same text.
  @Test
  void theBytesAreSignedAndNotTheText() {
    String signature = "v3,87e8fe669d3e04faaf795b4d66c2922880e1bc9da33c55a07a0486d1b5d62bd8";

    assertThat(
            signed(
                call("msg_test_2", "1700000000", signature),
                "{\"id\":\"t2\",\"error\":\"café\"}",
                ISO_8859_1))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "msg_test_2, 1700000000, '{\"id\":\"t1\",\"status\":\"completed\"}'",
    "msg_test_1, 1700000001, '{\"id\":\"t1\",\"status\":\"completed\"}'",
    "msg_test_1, 1700000000, '{\"id\":\"t1\",\"status\":\"completed\"} '",
    "msg_test_1, 1700000000, ''"
  })
  void everyPartIsSigned(String id, String timestamp, String body) {
    assertThat(signed(call(id, timestamp, RIGHT), body, UTF_8)).isFalse();
  }

  @Test
  void anotherSecretDoesNotFit() {
    WaveSpeedSignature signature =
        WaveSpeedSignature.of(call("msg_test_1", "1700000000", RIGHT)).orElseThrow();

    assertThat(signature.signs(BODY.getBytes(UTF_8), SECRET)).isTrue();
    assertThat(signature.signs(BODY.getBytes(UTF_8), new Secret(SECRET.reveal() + "0"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "msg, 1700000000, v2",
    "msg, 1700000000, ''",
    "'', 1700000000, v3",
    "msg, '', v3",
    "msg, now, v3",
    "msg, -1, v3",
    "msg, 999999999999999999999, v3"
  })
  void whatHasAnotherFormIsNoSignature(String id, String timestamp, String version) {
    String signature = version + RIGHT.substring(2);

    assertThat(WaveSpeedSignature.of(call(id, timestamp, signature))).isEmpty();
    assertThat(WaveSpeedSignature.of(call("msg", "1700000000", "v3,abc"))).isEmpty();
    assertThat(WaveSpeedSignature.of(new Call(Map.of(), new byte[0]))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
  void clocksMayDifferByFiveMinutes(long seconds, boolean recent) {
    WaveSpeedSignature signature =
        WaveSpeedSignature.of(call("msg_test_1", "1700000000", RIGHT)).orElseThrow();

    assertThat(signature.recent(MADE.plus(Duration.ofSeconds(seconds)))).isEqualTo(recent);
  }

  private static boolean signed(Call call, String body, Charset charset) {
    return WaveSpeedSignature.of(call).orElseThrow().signs(body.getBytes(charset), SECRET);
  }

  private static Call call(String id, String timestamp, String signature) {
    return new Call(
        Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature),
        new byte[0]);
  }
}
