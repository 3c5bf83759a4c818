package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Quote;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One paid try about to be made.
///
/// @param token fresh for each attempt; never built from content, because two equal requests are
///   two purchases
/// @param requestHash SHA-256 of the spec that is sent, in hex
/// @param retention how long the provider will keep the outputs
/// @param warnings what the caller should know of this provider
/// @param mostInFlight most tasks that the account may have in flight, this one included; zero for
///   no cap
/// @param ordered what is ordered, as far as times depend on it
/// @param route why it goes there, as JSON; null where nobody has decided
record Attempt(
    UUID token,
    String provider,
    String account,
    String offer,
    String upstream,
    String requestHash,
    Duration retention,
    Quote quote,
    List<JobWarning> warnings,
    int mostInFlight,
    Ordered ordered,
    @Nullable String route) {

  /// @param seconds of output; zero where the provider chooses
  record Ordered(String operation, String resolution, int seconds) {
    static Ordered of(VideoSpec spec) {
      return new Ordered(
          spec.operation().word(),
          spec.shape().resolution(),
          spec.shape().seconds().fixed().orElse(0));
    }
  }

  /// The same with what was decided.
  Attempt routed(String decision) {
    return new Attempt(
        token,
        provider,
        account,
        offer,
        upstream,
        requestHash,
        retention,
        quote,
        warnings,
        mostInFlight,
        ordered,
        decision);
  }

  static Attempt of(
      Candidate candidate,
      ProviderAccount account,
      Duration retention,
      VideoSpec spec,
      String requestHash,
      int mostInFlight) {
    return new Attempt(
        UUID.randomUUID(),
        account.provider().value(),
        account.name(),
        candidate.offer().id().toString(),
        candidate.terms().upstream(),
        requestHash,
        retention,
        candidate.quote(),
        candidate.terms().ignored(spec).stream()
            .map(wish -> ignored(account.provider().value(), wish.word()))
            .toList(),
        mostInFlight,
        Ordered.of(spec),
        null);
  }

  private static JobWarning ignored(String provider, String field) {
    return new JobWarning(
        "unsupported_parameter",
        field,
        "%s, where the video goes now, does not honour %s".formatted(provider, field));
  }
}
