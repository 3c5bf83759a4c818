package io.reelgate.provider.account;

import io.reelgate.database.Sql;
import io.reelgate.provider.FailureKind;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The rows that bind all replicas. Each change is one statement that says what it expects.
@Repository
class AccountRows {
  /// A task that is older belongs to a job that is long over.
  private static final String IN_FLIGHT =
      """
      state in ('PREPARED', 'UNKNOWN', 'ACCEPTED') and prepared_at > reelgate_now() - interval '25 hours'
      """;

  static final String ALL =
      """
      select a.provider, a.name, a.drained, a.forced_open_reason, a.forced_open_code, a.forced_open_key,
        a.forced_open_at, a.paused_until, a.enables,
        coalesce(ceil(extract(epoch from a.paused_until - reelgate_now()) * 1000), 0)::bigint as paused_ms,
        coalesce(ceil(extract(epoch from a.polls_paused_until - reelgate_now()) * 1000), 0)::bigint
          as polls_paused_ms,
        coalesce(ceil(extract(epoch from a.next_probe_at - reelgate_now()) * 1000), 0)::bigint as probe_ms,
        coalesce(t.in_flight, 0)::int as in_flight, coalesce(t.unknowns, 0)::int as unknowns,
        coalesce(t.recent_unknowns, 0)::int as recent_unknowns,
        case when t.recent_unknowns > 0 then (
          select count(*) from attempt s where s.provider = a.provider and s.account = a.name
            and s.prepared_at > reelgate_now() - cast(:window as interval)) else 0 end::int as recent_submits
      from provider_account a
      left join (
        select provider, account, count(*) filter (where %s) as in_flight,
          count(*) filter (where state = 'UNKNOWN') as unknowns,
          count(*) filter (where state = 'UNKNOWN'
            and prepared_at > reelgate_now() - cast(:window as interval)) as recent_unknowns
        from attempt where state in ('PREPARED', 'UNKNOWN', 'ACCEPTED')
        group by provider, account) t on t.provider = a.provider and t.account = a.name
      order by a.provider, a.name
      """
          .formatted(IN_FLIGHT);

  private static final String SEEN =
      """
      insert into provider_account (provider, name)
      select * from unnest(cast(:providers as text[]), cast(:names as text[]))
      on conflict do nothing
      """;

  private static final String PAUSE =
      """
      update provider_account set
        paused_until = greatest(paused_until, reelgate_now() + cast(:orders as interval)),
        polls_paused_until = greatest(polls_paused_until, reelgate_now() + cast(:polls as interval))
      where provider = :provider and name = :name
      """;

  /// What an operator did stays as it is.
  private static final String FORCE_OPEN =
      """
      update provider_account set forced_open_reason = :reason, forced_open_code = :code,
        forced_open_key = :key, forced_open_at = reelgate_now(),
        next_check_at = reelgate_now() + cast(:check as interval)
      where provider = :provider and name = :name
        and (forced_open_reason is null or forced_open_key <> :key)
      """;

  private static final String WIN_CHECKS =
      """
      update provider_account set next_check_at = reelgate_now() + cast(:check as interval)
      where forced_open_key is not null and next_check_at <= reelgate_now()
      returning provider, name
      """;

  private static final String REOPEN =
      """
      update provider_account set forced_open_reason = null, forced_open_code = null,
        forced_open_key = null, forced_open_at = null, next_check_at = null
      where provider = :provider and name = :name and forced_open_key is not null
      """;

  private static final String WIN_PROBE =
      """
      update provider_account set next_probe_at = reelgate_now() + cast(:lease as interval)
      where provider = :provider and name = :name
        and (next_probe_at is null or next_probe_at <= reelgate_now())
      returning next_probe_at
      """;

  private static final String END_PROBE =
      """
      update provider_account set next_probe_at = reelgate_now() + cast(:rest as interval)
      where provider = :provider and name = :name and next_probe_at = :won
      """;

  private final JdbcClient jdbc;

  AccountRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param window how far back "recent" goes
  List<AccountRow> all(Duration window) {
    return list(jdbc.sql(ALL).param("window", Sql.interval(window)).query(AccountRow.class));
  }

  /// Makes rows for accounts that have none.
  void seen(Collection<AccountId> ids) {
    jdbc.sql(SEEN)
        .param("providers", ids.stream().map(AccountId::provider).toArray(String[]::new))
        .param("names", ids.stream().map(AccountId::name).toArray(String[]::new))
        .update();
  }

  void pause(AccountId id, Duration orders, Duration polls) {
    at(PAUSE, id)
        .param("orders", Sql.interval(orders))
        .param("polls", Sql.interval(polls))
        .update();
  }

  void forceOpen(AccountId id, FailureKind kind, String code, String keyPrint, Duration check) {
    at(FORCE_OPEN, id)
        .param("reason", kind.name())
        .param("code", code)
        .param("key", keyPrint)
        .param("check", Sql.interval(check))
        .update();
  }

  /// Accounts that this replica, and no other, is to check now.
  List<AccountId> winChecks(Duration check) {
    return list(jdbc.sql(WIN_CHECKS).param("check", Sql.interval(check)).query(AccountId.class));
  }

  /// Answers whether it was forced open by an answer of its provider.
  boolean reopen(AccountId id) {
    return at(REOPEN, id).update() == 1;
  }

  /// The right to try an account that failed, until the moment in the answer.
  Optional<OffsetDateTime> winProbe(AccountId id, Duration lease) {
    return at(WIN_PROBE, id)
        .param("lease", Sql.interval(lease))
        .query(OffsetDateTime.class)
        .optional();
  }

  /// @param rest before anybody may try again
  void endProbe(AccountId id, OffsetDateTime won, Duration rest) {
    at(END_PROBE, id).param("won", won).param("rest", Sql.interval(rest)).update();
  }

  private JdbcClient.StatementSpec at(String sql, AccountId id) {
    return jdbc.sql(sql).param("provider", id.provider()).param("name", id.name());
  }

  private static <T> List<T> list(JdbcClient.MappedQuerySpec<T> query) {
    List<T> rows = new ArrayList<>();
    query.list().forEach(row -> rows.add(Objects.requireNonNull(row)));
    return rows;
  }
}
