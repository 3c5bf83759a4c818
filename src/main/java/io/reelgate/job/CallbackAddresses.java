package io.reelgate.job;

import io.reelgate.provider.ProviderAccount;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where providers report the end of an attempt's task.
public interface CallbackAddresses {
  /// The attempt's own address, the same each time; null where the account is told none.
  @Nullable URI of(ProviderAccount account, UUID token);
}
