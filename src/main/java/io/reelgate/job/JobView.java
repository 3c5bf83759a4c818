package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job as its tenant may see it, at one moment.
public record JobView(
    JobId id,
    Instant createdAt,
    String model,
    JobState state,
    boolean cancelling,
    VideoSpec spec,
    Map<String, String> metadata,
    @Nullable String endUser,
    List<JobWarning> warnings,
    @Nullable String sourceVideoId,
    Work work,
    Money money,
    @Nullable Ending ending) {

  /// One of the four words that SDKs know. It never goes back: a job that was sent once and waits
  /// to be sent elsewhere is still in progress.
  public String status() {
    return state.status(work.attempts() > 0);
  }

  /// How far the work is.
  ///
  /// @param provider the slug of the provider that has or had the job
  /// @param attempts paid tries so far
  /// @param submittedAt when the provider accepted it
  /// @param expected how long it usually takes from there
  /// @param progress the highest percentage told so far, 0 to 99
  public record Work(
      @Nullable String provider,
      int attempts,
      @Nullable Instant submittedAt,
      @Nullable Duration expected,
      int progress) {}

  /// @param maxCost the caller's cap
  /// @param actual null until known
  public record Money(Usd estimate, Usd worst, @Nullable Usd maxCost, @Nullable Usd actual) {}

  /// What is known once the job is over.
  ///
  /// @param expiresAt when the outputs are gone; null when there are none
  public record Ending(
      Instant finishedAt,
      @Nullable Instant expiresAt,
      List<StoredOutput> outputs,
      @Nullable Long seed,
      @Nullable String errorCode,
      @Nullable String errorMessage,
      @Nullable String errorParam) {
    /// Every word that {@code errorCode} can be.
    public static final String ERROR_CODES =
        "content_policy_violation, provider_rejected, media_unreachable, provider_timeout,"
            + " provider_error, no_provider_available, outcome_unknown, deadline_exceeded,"
            + " cancelled";
  }

  /// The finished outputs; empty until the job is completed.
  public List<StoredOutput> outputs() {
    return ending == null ? List.of() : ending.outputs();
  }
}
