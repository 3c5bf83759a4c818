package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Courier;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.DisposableBean;

/// Tells a caller's address once a task has ended: the bare task, signed, up to three more times
/// when the address does not answer well. Only hosts of the settings' list are called.
final class WaveSpeedWebhooks implements DisposableBean {
  private static final String PREFIX = "whsec_";
  private static final int TRIES = 4;
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  private final SimulatedProvider provider;
  private final WaveSpeedProperties properties;
  private final String secret;
  private final Courier courier = new Courier(ANSWER_WITHIN);

  WaveSpeedWebhooks(SimulatedProvider provider, WaveSpeedProperties properties) {
    this.provider = provider;
    this.properties = properties;
    this.secret =
        properties.webhookSecret().isEmpty() ? PREFIX + randomHex() : properties.webhookSecret();
  }

  private static String randomHex() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  String secret() {
    return secret;
  }

  /// @throws WaveSpeedRefusal when nothing may be sent there; an empty address is fine
  void check(String address) {
    if (!address.isEmpty() && !isAllowed(address)) {
      throw WaveSpeedRefusal.badRequest("invalid parameter webhook: not an allowed address");
    }
  }

  private boolean isAllowed(String address) {
    try {
      URI uri = new URI(address);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && properties.webhookHosts().contains(uri.getHost());
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  /// Arranges for the address to hear of the task's end.
  void tell(Task task, String address, String base) {
    if (!address.isEmpty() && !task.script().stuck()) {
      Thread.ofVirtual().name("sandbox-webhook").start(() -> deliver(task, address, base));
    }
  }

  private void deliver(Task task, String address, String base) {
    try {
      Thread.sleep(task.remaining(provider.now()));
      if (provider.find(task.id()).isEmpty()) {
        return;
      }
      HttpRequest request = request(task, address, base);
      Duration pause = properties.webhookBackoff();
      for (int attempt = 1; !courier.delivered(request) && attempt < TRIES; attempt++) {
        Thread.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(Task task, String address, String base) {
    WaveSpeedPredictions words = new WaveSpeedPredictions(base, provider.now());
    byte[] body = LenientJson.bytes(words.prediction(task, task.phase(words.nanos()), true));
    String id = randomHex();
    String timestamp = Long.toString(provider.time().getEpochSecond());
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(ANSWER_WITHIN)
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature(secret, id, timestamp, body))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /// The key is the secret's text without its prefix, not decoded in any way.
  static String signature(String secret, String id, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = secret.substring(PREFIX.length()).getBytes(StandardCharsets.US_ASCII);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v3," + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void destroy() {
    courier.close();
  }
}
