package io.reelgate.provider.wavespeed;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.provider.CallbackReader.Call;
import io.reelgate.provider.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The signature of a callback, as its headers carry it. Pure.
///
/// @param digest in lower-case hex
record WaveSpeedSignature(String id, String timestamp, String digest) {
  static final String PREFIX = "whsec_";

  /// The provider's own; the clocks of both sides may differ by that much.
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v3,";
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

  /// Empty where a header is missing, or of another version or form.
  static Optional<WaveSpeedSignature> of(Call call) {
    String id = call.header("webhook-id").orElse("");
    String timestamp = call.header("webhook-timestamp").orElse("");
    String signature = call.header("webhook-signature").orElse("");
    if (id.isEmpty() || !SECONDS.matcher(timestamp).matches() || !signature.startsWith(VERSION)) {
      return Optional.empty();
    }
    String digest = signature.substring(VERSION.length());
    return DIGEST.matcher(digest).matches()
        ? Optional.of(new WaveSpeedSignature(id, timestamp, digest))
        : Optional.empty();
  }

  /// Whether it was made just now, so that an old call cannot be sent again.
  boolean recent(Instant now) {
    Instant made = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(made, now).abs().compareTo(TOLERANCE) <= 0;
  }

  /// Whether the secret's holder has signed the body. Takes the same time wherever the first wrong
  /// digit is.
  ///
  /// @param body as received, byte for byte
  boolean signs(byte[] body, Secret secret) {
    byte[] right = HexFormat.of().formatHex(digest(body, secret)).getBytes(US_ASCII);
    return MessageDigest.isEqual(right, digest.getBytes(US_ASCII));
  }

  /// The key is the secret's text without its prefix, not decoded in any way.
  private byte[] digest(byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = secret.reveal().substring(PREFIX.length()).getBytes(US_ASCII);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
