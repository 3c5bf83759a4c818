package io.reelgate.job.ledger;

import io.reelgate.database.Sql;
import io.reelgate.provider.Booking;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.work.ChoreTurns;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How far the books of each account are read, and what was read. Whoever moves an account's next
/// look first does it; should two do it at once, nothing is counted twice.
@Repository
class LedgerRows {
  private static final String OPEN =
      """
      insert into ledger (provider, account)
      select * from unnest(cast(:providers as text[]), cast(:accounts as text[]))
      on conflict do nothing
      """;

  /// Starts a walk where none is under way; a new one goes back as far as a booking may be late.
  private static final String CLAIM =
      """
      update ledger set next_at = reelgate_now() + cast(:lease as interval),
        walked_to = coalesce(walked_to,
          greatest(begun_at, compared_until - cast(:lateness as interval))),
        walk_until = coalesce(walk_until, reelgate_now() - cast(:lag as interval))
      where provider = :provider and account = :account and next_at <= reelgate_now()
      returning walked_to, walk_until
      """;

  private static final String WALKED =
      """
      update ledger set walked_to = :at
      where provider = :provider and account = :account and walk_until = :until and walked_to < :at
      """;

  private static final String LATER =
      """
      update ledger set next_at = reelgate_now() + cast(:delay as interval), failure = :failure
      where provider = :provider and account = :account
      """;

  private static final String BOOK =
      """
      insert into booking (provider, id, account, upstream_id, files, usd_micros, at)
      select :provider, b.id, :account, b.upstream_id, string_to_array(b.files, chr(10)), b.micros,
        coalesce(b.at, reelgate_now())
      from unnest(cast(:ids as text[]), cast(:tasks as text[]), cast(:files as text[]),
        cast(:micros as bigint[]), cast(:times as timestamptz[]))
        as b(id, upstream_id, files, micros, at)
      on conflict do nothing
      """;

  private static final String TRIM =
      """
      delete from booking where (provider, id) in (
        select provider, id from booking where read_at < reelgate_now() - cast(:keep as interval)
        order by read_at limit :step for update skip locked)
      """;

  private static final int MOST_TRIMMED = 200_000;

  private final JdbcClient jdbc;

  LedgerRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Sees to it that every account has a row.
  void open(List<ProviderAccount> accounts) {
    jdbc.sql(OPEN)
        .param(
            "providers",
            accounts.stream().map(each -> each.provider().value()).toArray(String[]::new))
        .param("accounts", accounts.stream().map(ProviderAccount::name).toArray(String[]::new))
        .update();
  }

  /// The walk to go on with, if the account is due.
  ///
  /// @param lease nobody else looks at the account before
  Optional<Walk> claim(ProviderAccount account, Duration lease, Duration lateness, Duration lag) {
    return of(account, CLAIM)
        .param("lease", Sql.interval(lease))
        .param("lateness", Sql.interval(lateness))
        .param("lag", Sql.interval(lag))
        .query((row, number) ->
            new Walk(
                row.getTimestamp("walked_to").toInstant(),
                row.getTimestamp("walk_until").toInstant()))
        .optional();
  }

  void walked(ProviderAccount account, Walk walk) {
    of(account, WALKED).param("at", time(walk.at())).param("until", time(walk.until())).update();
  }

  /// @param failure why the look came to nothing; null when it only took too long
  void later(ProviderAccount account, Duration delay, @Nullable String failure) {
    of(account, LATER).param("delay", Sql.interval(delay)).param("failure", failure).update();
  }

  /// Lines that were read before change nothing.
  void book(ProviderAccount account, List<Booking> bookings) {
    of(account, BOOK)
        .param("ids", bookings.stream().map(Booking::id).toArray(String[]::new))
        .param("tasks", bookings.stream().map(Booking::upstreamId).toArray(String[]::new))
        .param(
            "files",
            bookings.stream().map(each -> String.join("\n", each.files())).toArray(String[]::new))
        .param("micros", bookings.stream().map(Booking::micros).toArray(Long[]::new))
        .param("times", bookings.stream().map(LedgerRows::stamp).toArray(String[]::new))
        .update();
  }

  /// Forgets what is older than anybody asks for, a small step at a time.
  void trim(Duration keep) {
    ChoreTurns.trim(jdbc.sql(TRIM).param("keep", Sql.interval(keep)), MOST_TRIMMED);
  }

  private JdbcClient.StatementSpec of(ProviderAccount account, String sql) {
    return jdbc.sql(sql)
        .param("provider", account.provider().value())
        .param("account", account.name());
  }

  private static @Nullable String stamp(Booking booking) {
    Instant at = booking.at();
    return at == null ? null : at.toString();
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
