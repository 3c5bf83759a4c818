package io.reelgate.job.ledger;

import io.reelgate.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What operators see of the ledger, and the one thing that they do to it.
@Repository
class LedgerReads {
  private static final String ACCOUNTS =
      """
      select 'ledger' as object, l.provider, l.account,
        extract(epoch from l.compared_until)::bigint as compared_until,
        extract(epoch from l.next_at)::bigint as next_at, l.failure,
        (select count(*) from ledger_difference d where d.closed_at is null
          and d.provider = l.provider and d.account = l.account) as open_differences,
        extract(epoch from reelgate_now() - coalesce(l.compared_at, l.begun_at))::double precision
          as age_seconds
      from ledger l order by l.provider, l.account
      """;

  private static final String COLUMNS =
      """
      select id, provider, account, subject, kind, attempt, job_id, booked_usd_micros,
        counted_usd_micros, found_at, closed_at, closed_by, reason from ledger_difference
      """;

  private static final String OPEN =
      COLUMNS + "where closed_at is null and id > :after order by id limit :limit";

  private static final String CLOSED =
      COLUMNS + "where closed_at is not null and id > :after order by id limit :limit";

  private static final String ONE = COLUMNS + "where id = :id";

  /// The act and its line in the audit are one statement.
  private static final String CLOSE =
      """
      with closed as (
        update ledger_difference set closed_at = reelgate_now(), closed_by = :actor, reason = :reason
        where id = :id and closed_at is null
        returning id)
      insert into audit (actor, act, subject, detail)
      select :actor, 'close-ledger-difference', id::text, :reason from closed
      """;

  private final JdbcClient jdbc;

  LedgerReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LedgerView> accounts() {
    return Sql.list(jdbc.sql(ACCOUNTS).query(LedgerView.class));
  }

  /// Oldest first.
  List<DifferenceView> differences(boolean open, long after, int limit) {
    return jdbc.sql(open ? OPEN : CLOSED)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  Optional<DifferenceView> find(long id) {
    return jdbc.sql(ONE).param("id", id).query((row, number) -> view(row)).optional();
  }

  /// Whether it was open.
  boolean close(long id, String actor, String reason) {
    return jdbc.sql(CLOSE).param("id", id).param("actor", actor).param("reason", reason).update()
        == 1;
  }

  private static DifferenceView view(ResultSet row) throws SQLException {
    return new DifferenceView(
        row.getString("id"),
        "ledger_difference",
        row.getString("kind").toLowerCase(Locale.ROOT),
        row.getString("provider"),
        row.getString("account"),
        row.getString("subject"),
        row.getString("attempt"),
        row.getString("job_id"),
        Difference.dollars(row.getLong("booked_usd_micros")),
        Difference.dollars(row.getLong("counted_usd_micros")),
        row.getTimestamp("found_at").toInstant().getEpochSecond(),
        seconds(row.getTimestamp("closed_at")),
        row.getString("closed_by"),
        row.getString("reason"));
  }

  private static @Nullable Long seconds(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant().getEpochSecond();
  }
}
