package io.reelgate.job;

import io.reelgate.provider.ProviderAccount;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Quote;
import java.time.Duration;
import java.util.UUID;

/// One paid try about to be made.
///
/// @param token fresh for each attempt; never built from content, because two equal requests are
///   two purchases
/// @param requestHash SHA-256 of the spec that is sent, in hex
/// @param retention how long the provider will keep the outputs
record Attempt(
    UUID token,
    String provider,
    String account,
    String offer,
    String upstream,
    String requestHash,
    Duration retention,
    Quote quote) {
  static Attempt of(
      Candidate candidate, ProviderAccount account, Duration retention, String requestHash) {
    return new Attempt(
        UUID.randomUUID(),
        account.provider().value(),
        account.name(),
        candidate.offer().id().toString(),
        candidate.terms().upstream(),
        requestHash,
        retention,
        candidate.quote());
  }
}
