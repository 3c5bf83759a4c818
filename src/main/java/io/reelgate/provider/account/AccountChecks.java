package io.reelgate.provider.account;

import io.reelgate.catalog.ProviderId;
import io.reelgate.provider.Failure;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Providers;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks by calls that cost nothing whether accounts that were forced open are well again. One
/// replica at a time does it for each account.
@Component
class AccountChecks {
  private static final Logger LOG = LoggerFactory.getLogger(AccountChecks.class);

  private final AccountBoard board;
  private final AccountRows rows;
  private final Providers providers;
  private final AdmissionProperties properties;

  AccountChecks(
      AccountBoard board, AccountRows rows, Providers providers, AdmissionProperties properties) {
    this.board = board;
    this.rows = rows;
    this.providers = providers;
    this.properties = properties;
  }

  void check() {
    if (board.all().stream().anyMatch(AccountChecks::toBeChecked)) {
      rows.winChecks(properties.checkEvery()).forEach(this::check);
    }
  }

  private static boolean toBeChecked(AccountGuard guard) {
    AccountRow row = guard.row();
    return row != null && row.forcedOpenKey() != null;
  }

  private void check(AccountId id) {
    Optional<ProviderAccount> account = providers.account(new ProviderId(id.provider()), id.name());
    if (account.isEmpty()) {
      LOG.debug("{}: not in the settings of this replica, so not checked here", id);
      return;
    }
    Optional<Failure> failure = asked(account.get());
    if (failure.isPresent()) {
      LOG.debug("{}: still closed ({} {})", id, failure.get().kind(), failure.get().code());
    } else if (rows.reopen(id)) {
      LOG.info("{}: a free call succeeded, the account is open again", id);
    }
  }

  private Optional<Failure> asked(ProviderAccount account) {
    return providers
        .adapter(account.provider())
        .map(adapter -> adapter.check(account))
        .orElse(Optional.empty());
  }
}
