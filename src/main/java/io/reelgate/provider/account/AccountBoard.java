package io.reelgate.provider.account;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.ProviderAdapter;
import io.reelgate.provider.Providers;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// The guards of all accounts, brought up to date once a second: what this replica learned is
/// written, then all rows are read together.
@Component
class AccountBoard {
  private final Providers providers;
  private final AccountRows rows;
  private final AdmissionProperties properties;
  private final Registries registries;
  private final AccountWatch watch;
  private final Map<AccountId, AccountGuard> guards = new ConcurrentHashMap<>();

  AccountBoard(
      Providers providers,
      AccountRows rows,
      AdmissionProperties properties,
      Registries registries,
      AccountWatch watch) {
    this.providers = providers;
    this.rows = rows;
    this.properties = properties;
    this.registries = registries;
    this.watch = watch;
  }

  /// Nothing is decided about an account before what binds all replicas was read once.
  AccountGuard guard(ProviderAccount account) {
    AccountGuard guard = held(account);
    if (guard.row() == null) {
      refresh();
    }
    return guard;
  }

  private AccountGuard held(ProviderAccount account) {
    return guards.computeIfAbsent(AccountId.of(account), _ -> made(account));
  }

  private AccountGuard made(ProviderAccount account) {
    ProviderAdapter adapter = providers.adapter(account.provider()).orElseThrow();
    AccountGuard guard = new AccountGuard(account, adapter, properties, registries);
    watch.follow(guard);
    return guard;
  }

  /// Of all accounts in the settings, in the order of their names.
  List<AccountGuard> all() {
    return providers
        .accounts()
        .sorted(Comparator.comparing(ProviderAccount::label))
        .map(this::held)
        .toList();
  }

  void refresh() {
    List<AccountGuard> all = all();
    all.forEach(this::tell);
    Map<AccountId, AccountRow> found = read(all);
    List<AccountId> missing =
        all.stream().map(AccountGuard::id).filter(id -> !found.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      rows.seen(missing);
      read(all);
    }
    all.forEach(watch::look);
  }

  private void tell(AccountGuard guard) {
    guard
        .news()
        .unwritten()
        .ifPresent(told -> {
          if (told.pause()) {
            rows.pause(guard.id(), told.orders(), told.polls());
          }
          Failure forced = told.forced();
          if (forced != null) {
            force(guard, forced);
          }
          guard.news().written(told);
        });
  }

  private void force(AccountGuard guard, Failure failure) {
    FailureKind kind = failure.kind();
    String code = Objects.requireNonNullElse(failure.code(), kind.name());
    rows.forceOpen(guard.id(), kind, code, guard.keyPrint(), properties.checkEvery());
  }

  private Map<AccountId, AccountRow> read(List<AccountGuard> all) {
    long before = System.nanoTime();
    Map<AccountId, AccountRow> found = new HashMap<>();
    rows.all(properties.unknowns().window()).forEach(row -> found.put(row.id(), row));
    for (AccountGuard guard : all) {
      AccountRow row = found.get(guard.id());
      if (row != null) {
        guard.read(row, before);
      }
    }
    return found;
  }
}
