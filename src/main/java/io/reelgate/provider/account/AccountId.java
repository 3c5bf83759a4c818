package io.reelgate.provider.account;

import io.reelgate.provider.ProviderAccount;

/// The key of an account's row.
record AccountId(String provider, String name) {
  static AccountId of(ProviderAccount account) {
    return new AccountId(account.provider().value(), account.name());
  }

  @Override
  public String toString() {
    return provider + "/" + name;
  }
}
