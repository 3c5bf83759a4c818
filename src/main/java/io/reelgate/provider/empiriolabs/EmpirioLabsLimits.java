package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.ProviderAccount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// The permits of each account, counted in this process.
final class EmpirioLabsLimits {
  private final int perMinute;
  private final int pollPercent;
  private final LongSupplier nanos;
  private final Map<ProviderAccount, EmpirioLabsPermits> accounts = new ConcurrentHashMap<>();

  EmpirioLabsLimits(int perMinute, int pollPercent, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.pollPercent = pollPercent;
    this.nanos = nanos;
  }

  EmpirioLabsPermits of(ProviderAccount account) {
    return accounts.computeIfAbsent(
        account, each -> new EmpirioLabsPermits(perMinute, pollPercent, nanos));
  }
}
