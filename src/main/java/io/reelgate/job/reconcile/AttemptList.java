package io.reelgate.job.reconcile;

import io.reelgate.job.JobState;
import io.reelgate.money.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads attempts for operators.
@Repository
class AttemptList {
  private static final String COLUMNS =
      """
      select a.token, a.job_id, coalesce(j.final_state, w.state) as job_state, a.number, a.state,
        a.provider, a.account, a.upstream, a.upstream_id, a.worst_usd_micros, a.prepared_at, a.checks,
        w.next_check_at, a.failure_kind, a.failure_code, a.failure_detail
      from attempt a join job j on j.id = a.job_id left join job_work w on w.job_id = a.job_id
      """;

  private static final String UNKNOWN =
      COLUMNS
          + """
          where a.state = 'UNKNOWN' and (cast(:after as uuid) is null
            or (a.prepared_at, a.token) > (select prepared_at, token from attempt where token = :after))
          order by a.prepared_at, a.token limit :limit
          """;

  private static final String ONE = COLUMNS + "where a.token = :token";

  private final JdbcClient jdbc;

  AttemptList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Oldest first.
  ///
  /// @param after the last one of an earlier page
  List<AttemptView> unknown(@Nullable UUID after, int limit) {
    return jdbc.sql(UNKNOWN)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  Optional<AttemptView> find(UUID token) {
    return jdbc.sql(ONE).param("token", token).query((row, number) -> view(row)).optional();
  }

  private static AttemptView view(ResultSet row) throws SQLException {
    return new AttemptView(
        row.getString("token"),
        "attempt",
        row.getString("job_id"),
        JobState.valueOf(row.getString("job_state")).statusDetail(),
        row.getInt("number"),
        row.getString("state").toLowerCase(Locale.ROOT),
        row.getString("provider"),
        row.getString("account"),
        row.getString("upstream"),
        row.getString("upstream_id"),
        new Usd(row.getLong("worst_usd_micros")).toString(),
        row.getTimestamp("prepared_at").toInstant().getEpochSecond(),
        row.getInt("checks"),
        seconds(row.getTimestamp("next_check_at")),
        row.getString("failure_kind"),
        row.getString("failure_code"),
        row.getString("failure_detail"));
  }

  private static @Nullable Long seconds(@Nullable Timestamp time) {
    return time == null ? null : time.toInstant().getEpochSecond();
  }
}
