package io.reelgate.job.history;

import io.reelgate.job.JobId;
import io.reelgate.money.Usd;
import io.reelgate.routing.RouteDecision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Reads a job's rows for operators, whoever's job it is and even if it was deleted.
@Repository
class HistoryReads {
  private static final String JOB =
      """
      select j.id, j.tenant_id, j.live, j.model, j.created_at, j.deadline_at, j.finished_at, j.deleted_at,
        coalesce(j.final_state, w.state) as state, w.worker, w.lease_until,
        array_to_string(w.waits_for, ', ') as waits_for, j.estimated_usd_micros, j.worst_usd_micros,
        j.reserved_usd_micros, coalesce(j.actual_usd_micros, j.settled_usd_micros) as actual_usd_micros,
        j.cost_source, j.error_code, j.route
      from job j left join job_work w on w.job_id = j.id
      where j.id = :id
      """;

  private static final String ATTEMPTS =
      """
      select * from attempt where job_id = :id order by number
      """;

  private static final String EVENTS =
      """
      select e.* from event e join job j on j.id = e.job_id and j.month = e.month
      where e.job_id = :id order by e.sequence
      """;

  /// Decisions of other versions are read as far as they are known.
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final JdbcClient jdbc;

  HistoryReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Transactional(readOnly = true)
  public Optional<HistoryView> history(JobId id) {
    List<HistoryView.Attempt> attempts =
        jdbc.sql(ATTEMPTS).param("id", id.value()).query((row, number) -> attempt(row)).list();
    List<HistoryView.Event> events =
        jdbc.sql(EVENTS).param("id", id.value()).query((row, number) -> event(row)).list();
    return jdbc.sql(JOB)
        .param("id", id.value())
        .query((row, number) -> job(row, attempts, events))
        .optional();
  }

  private static HistoryView job(
      ResultSet row, List<HistoryView.Attempt> attempts, List<HistoryView.Event> events)
      throws SQLException {
    return new HistoryView(
        row.getString("id"),
        "video.history",
        row.getString("tenant_id"),
        row.getBoolean("live"),
        row.getString("model"),
        word(row, "state"),
        time(row, "created_at"),
        time(row, "deadline_at"),
        time(row, "finished_at"),
        time(row, "deleted_at"),
        row.getString("worker"),
        time(row, "lease_until"),
        row.getString("waits_for"),
        row.getString("error_code"),
        new HistoryView.Money(
            usd(row, "estimated_usd_micros"),
            usd(row, "worst_usd_micros"),
            usd(row, "reserved_usd_micros"),
            usd(row, "actual_usd_micros"),
            row.getString("cost_source")),
        route(row),
        attempts,
        events);
  }

  private static HistoryView.Attempt attempt(ResultSet row) throws SQLException {
    return new HistoryView.Attempt(
        row.getInt("number"),
        row.getString("token"),
        word(row, "state"),
        row.getString("provider"),
        row.getString("account"),
        row.getString("upstream"),
        row.getString("upstream_id"),
        row.getString("price_version"),
        usd(row, "estimated_usd_micros"),
        usd(row, "worst_usd_micros"),
        usd(row, "actual_usd_micros"),
        row.getString("cost_source"),
        word(row, "failure_kind"),
        row.getString("failure_code"),
        row.getString("failure_detail"),
        time(row, "prepared_at"),
        time(row, "answered_at"),
        time(row, "finished_at"),
        time(row, "watch_at"),
        route(row));
  }

  private static @Nullable RouteDecision route(ResultSet row) throws SQLException {
    String json = row.getString("route");
    return json == null ? null : JSON.readValue(json, RouteDecision.class);
  }

  private static HistoryView.Event event(ResultSet row) throws SQLException {
    return new HistoryView.Event(
        row.getInt("sequence"),
        time(row, "at"),
        row.getString("type"),
        row.getString("attempt"),
        row.getString("detail"));
  }

  private static @Nullable String word(ResultSet row, String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? null : value.toLowerCase(Locale.ROOT);
  }

  private static @Nullable Double time(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : (Double) (at.getTime() / 1000.0);
  }

  private static @Nullable String usd(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : new Usd(micros).toString();
  }
}
