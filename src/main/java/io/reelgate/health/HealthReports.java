package io.reelgate.health;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.health.HealthSnapshot.Run;
import io.reelgate.health.HealthStore.Stored;
import io.reelgate.health.OfferReport.Hour;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Shows people what the board knows.
@Component
class HealthReports {
  private final HealthBoard board;
  private final HealthStore store;

  HealthReports(HealthBoard board, HealthStore store) {
    this.board = board;
    this.store = store;
  }

  /// For operators: account by account.
  List<AccountHealthView> accounts() {
    List<Stored> hours = store.hours();
    Instant readAt = board.now();
    return board.standings().stream()
        .sorted(
            Comparator.comparing((Standing each) -> each.provider().value())
                .thenComparing(Standing::account))
        .map(each ->
            AccountHealthView.of(
                each,
                offers(
                    hours,
                    readAt,
                    each.live(),
                    key ->
                        key.provider().equals(each.provider())
                            && key.account().equals(each.account()))))
        .toList();
  }

  /// For callers: provider by provider, with the accounts of one kind.
  List<ProviderHealthView> providers(boolean live) {
    List<Stored> hours = store.hours();
    Instant readAt = board.now();
    List<ProviderHealthView> views = new ArrayList<>();
    new TreeMap<>(
            board.standings().stream()
                .filter(each -> each.live() == live && !each.drained())
                .collect(Collectors.groupingBy(each -> each.provider().value())))
        .forEach((slug, accounts) ->
            views.add(
                ProviderHealthView.of(
                    slug,
                    accounts,
                    offers(
                        hours,
                        readAt,
                        live,
                        key -> key.provider().value().equals(slug) && key.live() == live))));
    return views;
  }

  private record What(OfferId offer, Operation operation) {
    ModelId model() {
      return offer.model();
    }
  }

  private List<OfferReport> offers(
      List<Stored> hours, Instant readAt, boolean live, Predicate<HealthKey> wanted) {
    List<Stored> own = hours.stream().filter(each -> wanted.test(each.key())).toList();
    Set<What> whats = new LinkedHashSet<>();
    own.stream()
        .map(Stored::key)
        .sorted(Comparator.comparing(HealthKey::toString))
        .forEach(
            key -> whats.add(new What(new OfferId(key.provider(), key.model()), key.operation())));
    return whats.stream().map(what -> offer(what, own, readAt, live)).toList();
  }

  private OfferReport offer(What what, List<Stored> hours, Instant readAt, boolean live) {
    Tally day = new Tally();
    TreeMap<Instant, Tally> trend = new TreeMap<>();
    for (Stored each : hours) {
      if (each.key().model().equals(what.model()) && each.key().operation() == what.operation()) {
        day.add(each.tally(), 1);
        Instant began = readAt.minus(each.age()).plusSeconds(1).truncatedTo(ChronoUnit.HOURS);
        trend.computeIfAbsent(began, _ -> new Tally()).add(each.tally(), 1);
      }
    }
    OfferHealth health = board.snapshot().of(new Run(live, what.offer(), what.operation()));
    List<Hour> shown = new ArrayList<>();
    trend.forEach((began, tally) -> shown.add(Hour.of(began, tally)));
    return OfferReport.of(what.model().value(), what.operation().word(), health, day, shown);
  }
}
