package io.reelgate.job;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.money.Usd;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.RouteDecision;
import io.reelgate.routing.RoutingPolicy;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A checked request, ready to become durable.
///
/// @param id taken beforehand when an idempotency row names it; null lets the database choose
/// @param askedModel the model as the caller named it, after aliases
/// @param fingerprint 32 bytes that are equal for equal requests
/// @param retryCount which automatic retry of an SDK asks for it, zero for a first try
/// @param candidates the offers that can run it, best first, at the prices that hold for the job
///   from now on
/// @param decision why they are in this order; null where nobody has decided
/// @param deadline how long after its creation it is given up; null means the gateway's setting
public record NewJob(
    @Nullable JobId id,
    Owner owner,
    ModelId askedModel,
    VideoSpec spec,
    RoutingPolicy policy,
    Labels labels,
    List<JobWarning> warnings,
    Fingerprint fingerprint,
    int retryCount,
    List<Candidate> candidates,
    @Nullable RouteDecision decision,
    @Nullable Duration deadline) {
  public NewJob {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("a job needs an offer that can run it");
    }
    candidates = List.copyOf(candidates);
  }

  /// @param live whether real accounts are used, or the sandbox's
  public record Owner(String tenantId, String apiKeyId, boolean live) {}

  /// What the caller wants back unchanged, or kept beside the job.
  public record Labels(
      Map<String, String> metadata,
      @Nullable String endUser,
      @Nullable Callback callback,
      @Nullable String sourceVideoId) {}

  /// Who is told of the end of this one job.
  public record Callback(String url, CallbackFormat format) {
    /// The URL may hold a secret.
    @Override
    public String toString() {
      return "Callback[" + format + "]";
    }
  }

  /// SHA-256 of the canonical request.
  public record Fingerprint(String hex) {}

  /// What it is to cost and how long it is to take, if all goes well.
  Candidate best() {
    return candidates.getFirst();
  }

  /// The most that any of the offers can cost.
  Usd reserved() {
    return candidates.stream()
        .map(each -> each.quote().worst())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
