package io.reelgate.job.ledger;

import io.reelgate.database.Sql;
import io.reelgate.job.BookedCosts;
import io.reelgate.job.BookedCosts.Cost;
import io.reelgate.provider.ProviderAccount;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Compares what was read with what we count, each kind of difference in one statement.
@Repository
class LedgerCompare {
  private static final String MATCH =
      """
      update booking b set attempt = a.token from attempt a
      where b.provider = :provider and b.account = :account and b.attempt is null
        and a.provider = b.provider and a.account = any (:accounts) and a.upstream_id = b.upstream_id
      """;

  /// Where a book names no task, it may name what the task has made.
  private static final String MATCH_FILES =
      """
      with made as materialized (
        select a.token, regexp_replace(o ->> 'url', '^[a-zA-Z]+://|[?#].*$', '', 'g') as file
        from attempt a join job j on j.id = a.job_id
        cross join lateral jsonb_array_elements(coalesce(a.outputs, j.outputs, '[]')) o
        where a.state = 'SUCCEEDED' and a.provider = :provider and a.account = any (:accounts)
          and a.prepared_at > reelgate_now() - interval '2 days'
          and exists (select 1 from booking where provider = :provider and account = :account
            and attempt is null and upstream_id is null and files <> '{}'))
      update booking b set attempt = made.token from made
      where b.provider = :provider and b.account = :account and b.attempt is null
        and b.upstream_id is null and made.file = any (b.files)
      """;

  /// Attempts that ended since the last look, or so long before it that their refund was awaited.
  private static final String BOOKED =
      """
      with ended as materialized (
        select a.token, a.job_id, a.state, a.cost_source, coalesce(a.actual_usd_micros, 0) as counted,
          a.upstream_id, a.account, a.prepared_at,
          a.state = 'SUCCEEDED' or a.finished_at < reelgate_now() - cast(:refund_wait as interval)
            as settled,
          a.finished_at < l.walk_until - cast(:booking_wait as interval)
            and a.prepared_at > l.begun_at + cast(:booking_wait as interval) as due
        from attempt a join ledger l on l.provider = :provider and l.account = :account
        where a.provider = :provider and a.account = :account and a.upstream_id is not null
          and a.state in ('SUCCEEDED', 'FAILED', 'ABANDONED', 'WRITTEN_OFF')
          and a.prepared_at > coalesce(l.compared_until, l.begun_at)
            - cast(:refund_wait as interval) - interval '2 days'
          and (a.finished_at is null or a.finished_at > coalesce(l.compared_until, l.begun_at)
            - cast(:refund_wait as interval) - cast(:booking_wait as interval) - cast(:every as interval))),
      net as (
        select e.*, b.booked, b.lines from ended e
        cross join lateral (select coalesce(sum(usd_micros), 0) as booked, count(*) as lines
          from booking where attempt = e.token) b)
      """;

  private static final String PENDING =
      BOOKED
          + """
          select token, job_id, greatest(booked, 0) as micros from net
          where cost_source = 'pending' and lines > 0 and settled
          """;

  private static final String DIFFERENCES =
      BOOKED
          + """
          insert into ledger_difference (provider, account, subject, kind, attempt, job_id,
            booked_usd_micros, counted_usd_micros)
          select :provider, account, upstream_id, case when lines = 0 then 'NOT_BOOKED' else 'CHARGE' end,
            token, job_id, booked, counted
          from net
          where case when lines = 0
            then state = 'SUCCEEDED' and counted > :tolerance and due
            else cost_source is distinct from 'pending' and settled
              and abs(booked - counted) > :tolerance end
            and not exists (
              select 1 from ledger_difference d
              where d.provider = :provider and d.subject = net.upstream_id
                and d.kind = case when lines = 0 then 'NOT_BOOKED' else 'CHARGE' end)
          on conflict do nothing
          returning id, provider, account, subject, kind, attempt, job_id, booked_usd_micros,
            counted_usd_micros
          """;

  /// A booking that an unknown attempt could still turn out to own is left alone until it is known,
  /// and so is one whose attempt has got its task since the match.
  private static final String ORPHANS =
      """
      insert into ledger_difference (provider, account, subject, kind, booked_usd_micros,
        counted_usd_micros)
      select b.provider, b.account, b.subject, 'ORPHAN', sum(b.usd_micros), 0
      from booking b
      where b.provider = :provider and b.account = :account and b.attempt is null
        and not exists (
          select 1 from ledger_difference d
          where d.provider = b.provider and d.subject = b.subject and d.kind = 'ORPHAN')
        and not exists (
          select 1 from attempt a where a.provider = b.provider and a.account = any (:accounts)
            and (a.upstream_id = b.upstream_id
              or a.state in ('PREPARED', 'UNKNOWN') and a.upstream_id is null
                and a.given_up_at is null
                and a.prepared_at between b.at - interval '1 hour' and b.at + interval '5 minutes'))
      group by b.provider, b.account, b.subject having sum(b.usd_micros) > :tolerance
      on conflict do nothing
      returning id, provider, account, subject, kind, attempt, job_id, booked_usd_micros,
        counted_usd_micros
      """;

  private static final String CLOSE =
      """
      update ledger_difference d set closed_at = reelgate_now(), closed_by = 'ledger',
        reason = 'the books agree by now'
      where d.provider = :provider and d.account = :account and d.closed_at is null and case
        when d.kind = 'ORPHAN' then not exists (
          select 1 from booking b where b.provider = d.provider and b.account = d.account
            and b.subject = d.subject and b.attempt is null
          group by b.subject having sum(b.usd_micros) > :tolerance)
        else exists (
          select 1 from attempt a where a.token = d.attempt and abs(coalesce(a.actual_usd_micros, 0)
            - coalesce((select sum(usd_micros) from booking where attempt = a.token), 0))
              <= :tolerance) end
      """;

  private static final String COMPARED =
      """
      update ledger set compared_until = walk_until, compared_at = reelgate_now(), walked_to = null,
        walk_until = null, failure = null, next_at = reelgate_now() + cast(:every as interval)
      where provider = :provider and account = :account and walk_until = :until
      """;

  private final JdbcClient jdbc;
  private final BookedCosts costs;
  private final LedgerProperties properties;

  LedgerCompare(JdbcClient jdbc, BookedCosts costs, LedgerProperties properties) {
    this.jdbc = jdbc;
    this.costs = costs;
    this.properties = properties;
  }

  /// What a comparison has come to.
  ///
  /// @param settled how many open costs are known now
  record Outcome(int settled, List<Difference> found) {}

  /// @param accounts all accounts whose tasks the account's books may show
  @Transactional
  public Outcome compare(ProviderAccount account, List<String> accounts, Walk walk) {
    of(account, accounts, MATCH).update();
    of(account, accounts, MATCH_FILES).update();
    List<Cost> open = Sql.list(waits(of(account, accounts, PENDING)).query(Cost.class));
    costs.settle(open);
    List<Difference> found = new ArrayList<>();
    found.addAll(differences(waits(tolerant(of(account, accounts, DIFFERENCES)))));
    found.addAll(differences(tolerant(of(account, accounts, ORPHANS))));
    tolerant(of(account, accounts, CLOSE)).update();
    of(account, accounts, COMPARED)
        .param("every", Sql.interval(properties.every()))
        .param("until", LedgerRows.time(walk.until()))
        .update();
    return new Outcome(open.size(), found);
  }

  private JdbcClient.StatementSpec of(ProviderAccount account, List<String> accounts, String sql) {
    return jdbc.sql(sql)
        .param("provider", account.provider().value())
        .param("account", account.name())
        .param("accounts", accounts.toArray(String[]::new));
  }

  private JdbcClient.StatementSpec tolerant(JdbcClient.StatementSpec statement) {
    return statement.param("tolerance", properties.tolerance());
  }

  private JdbcClient.StatementSpec waits(JdbcClient.StatementSpec statement) {
    return statement
        .param("refund_wait", Sql.interval(properties.refundWait()))
        .param("booking_wait", Sql.interval(properties.bookingWait()))
        .param("every", Sql.interval(properties.every()));
  }

  private static List<Difference> differences(JdbcClient.StatementSpec statement) {
    return Sql.list(statement.query(Difference.class));
  }
}
