package io.reelgate.video;

import io.reelgate.job.JobId;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Links to outputs that need no API key: the path, its expiry, and a signature over both. Minted
/// per whole hour, so that the same video has the same body for a while.
@Component
class MediaLinks {
  static final Duration LIFE = Duration.ofHours(24);

  /// In an event, whose receiver may be away for a while.
  static final Duration LIFE_IN_EVENTS = Duration.ofDays(4);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 16;

  private final LinkProperties properties;
  private final PublicBaseUrl base;
  private final Clock clock;

  MediaLinks(LinkProperties properties, PublicBaseUrl base, Clock clock) {
    this.properties = properties;
    this.base = base;
    this.clock = clock;
  }

  /// @param expiresAt when the link stops working
  record Link(String url, Instant expiresAt) {}

  /// @param assetsExpireAt when the output itself is gone; no link outlives it
  /// @param life of the link, if the output lives so long
  Link mint(JobId id, int index, Instant assetsExpireAt, Duration life) {
    Instant fullLife =
        clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).plus(life);
    Instant expiresAt =
        (fullLife.isBefore(assetsExpireAt) ? fullLife : assetsExpireAt)
            .truncatedTo(ChronoUnit.SECONDS);
    String path = path(id, index);
    String query =
        "?exp=" + expiresAt.getEpochSecond() + "&sig=" + sign(path, expiresAt.getEpochSecond());
    return new Link(base.get() + path + query, expiresAt);
  }

  /// Whether the signature is ours and the link has not expired.
  boolean valid(JobId id, int index, long expiresAt, String signature) {
    byte[] wanted = sign(path(id, index), expiresAt).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.US_ASCII))
        && clock.instant().getEpochSecond() < expiresAt;
  }

  private static String path(JobId id, int index) {
    return "/media/" + id + "/" + index + ".mp4";
  }

  private String sign(String path, long expiresAt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(
          new SecretKeySpec(properties.signingKey().getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] digest = mac.doFinal((path + "\n" + expiresAt).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(digest, SIGNATURE_BYTES));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
