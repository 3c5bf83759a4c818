package io.reelgate.health;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;

/// What is counted apart from everything else: one account running one operation of one model.
public record HealthKey(ProviderId provider, String account, ModelId model, Operation operation) {
  /// The name of the account that plays a provider and costs nothing.
  static final String SANDBOX = "sandbox";

  /// Whether real money is spent there.
  boolean live() {
    return live(account);
  }

  static boolean live(String account) {
    return !account.equals(SANDBOX);
  }
}
