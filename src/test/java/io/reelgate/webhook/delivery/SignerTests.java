package io.reelgate.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignerTests {
  private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  @Test
  void thePublishedExampleIsSignedAsPublished() {
    assertThat(Signer.sign(List.of(KEY), ID, 1_614_265_330, BODY)).isEqualTo(SIGNATURE);
  }

  @Test
  void twoKeysMakeTwoSignatures() {
    assertThat(Signer.sign(List.of(new byte[32], KEY), ID, 1_614_265_330, BODY).split(" "))
        .hasSize(2)
        .endsWith(SIGNATURE);
  }

  @Test
  void idTimeAndBodyAllCount() {
    assertThat(Signer.sign(List.of(KEY), ID + "x", 1_614_265_330, BODY)).isNotEqualTo(SIGNATURE);
    assertThat(Signer.sign(List.of(KEY), ID, 1_614_265_331, BODY)).isNotEqualTo(SIGNATURE);
    assertThat(Signer.sign(List.of(KEY), ID, 1_614_265_330, "{}".getBytes(UTF_8)))
        .isNotEqualTo(SIGNATURE);
  }
}
