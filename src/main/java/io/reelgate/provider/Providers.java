package io.reelgate.provider;

import io.reelgate.catalog.ProviderId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Finds a provider's adapter and its accounts. A test key uses sandbox accounts only, a live key
/// real ones only.
@Component
public final class Providers {
  private static final Secret SANDBOX_KEY = new Secret("sandbox");

  private final Map<ProviderId, ProviderAdapter> adapters;
  private final Map<ProviderId, AtomicInteger> turns;
  private final SandboxAddress sandbox;

  Providers(List<ProviderAdapter> adapters, SandboxAddress sandbox) {
    this.adapters =
        adapters.stream()
            .collect(Collectors.toUnmodifiableMap(ProviderAdapter::id, Function.identity()));
    this.turns =
        this.adapters.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(Function.identity(), _ -> new AtomicInteger()));
    this.sandbox = sandbox;
  }

  public Optional<ProviderAdapter> adapter(ProviderId provider) {
    return Optional.ofNullable(adapters.get(provider));
  }

  /// All adapters, in no order.
  public List<ProviderAdapter> adapters() {
    return List.copyOf(adapters.values());
  }

  /// The providers that can be used at all by a key of the kind.
  public Set<ProviderId> reachable(boolean live) {
    return adapters.keySet().stream()
        .filter(provider -> accounts(provider, live).findAny().isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The accounts that the next order of the kind may go to, beginning with the one whose turn it
  /// is.
  public List<ProviderAccount> inTurn(ProviderId provider, boolean live) {
    List<ProviderAccount> fit = new ArrayList<>(accounts(provider, live).toList());
    if (fit.size() > 1) {
      int turn = Objects.requireNonNull(turns.get(provider)).getAndIncrement();
      Collections.rotate(fit, -Math.floorMod(turn, fit.size()));
    }
    return fit;
  }

  /// The account that took an order; empty if it is not configured any more.
  public Optional<ProviderAccount> account(ProviderId provider, String name) {
    return accounts(provider).filter(account -> account.name().equals(name)).findFirst();
  }

  /// Every account of every provider.
  public Stream<ProviderAccount> accounts() {
    return adapters.keySet().stream().flatMap(this::accounts);
  }

  /// Labels of the accounts whose tasks cannot be asked about now.
  public List<String> silent() {
    return adapters.values().stream()
        .flatMap(adapter -> accounts(adapter.id()).filter(account -> !adapter.mayPoll(account)))
        .map(ProviderAccount::label)
        .toList();
  }

  private Stream<ProviderAccount> accounts(ProviderId provider, boolean live) {
    return accounts(provider).filter(account -> account.sandbox() != live);
  }

  private Stream<ProviderAccount> accounts(ProviderId provider) {
    ProviderAdapter adapter = adapters.get(provider);
    return adapter == null
        ? Stream.empty()
        : Stream.concat(adapter.accounts().stream(), sandboxAccount(adapter).stream());
  }

  private Optional<ProviderAccount> sandboxAccount(ProviderAdapter adapter) {
    return sandbox
        .of(adapter.sandboxPath())
        .map(base ->
            new ProviderAccount(adapter.id(), ProviderAccount.SANDBOX, base, SANDBOX_KEY, true));
  }
}
