package io.reelgate.provider.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as all replicas see it, at the time of reading.
///
/// @param forcedOpenReason AUTH, BALANCE or OPERATOR; null while it is not forced open
/// @param forcedOpenCode the provider's own word for it
/// @param forcedOpenKey fingerprint of the key that was refused; null when an operator did it
/// @param pausedMs how long no order may be sent; zero or less for no pause
/// @param pollsPausedMs how long nothing may be asked
/// @param probeMs how long nobody else may try an account that failed
/// @param enables how often an operator put it right; a change closes the breakers everywhere
/// @param inFlight tasks prepared, unknown or accepted
/// @param unknowns orders of which nobody knows whether they were accepted
/// @param recentUnknowns those of the last minutes
/// @param recentSubmits all orders of the last minutes; only counted while there are unknown ones
record AccountRow(
    String provider,
    String name,
    boolean drained,
    @Nullable String forcedOpenReason,
    @Nullable String forcedOpenCode,
    @Nullable String forcedOpenKey,
    @Nullable Instant forcedOpenAt,
    @Nullable Instant pausedUntil,
    long pausedMs,
    long pollsPausedMs,
    long probeMs,
    int enables,
    int inFlight,
    int unknowns,
    int recentUnknowns,
    int recentSubmits) {
  static final String OPERATOR = "OPERATOR";

  AccountId id() {
    return new AccountId(provider, name);
  }

  /// Whether a replica with this key must send nothing. A key that was never refused may be tried.
  boolean forcedOpen(String keyPrint) {
    return forcedOpenReason != null && (forcedOpenKey == null || forcedOpenKey.equals(keyPrint));
  }
}
