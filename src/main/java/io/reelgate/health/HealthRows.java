package io.reelgate.health;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.health.Tally.Count;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// The tables {@code provider_health} and {@code provider_timing}.
@Repository
class HealthRows implements HealthStore {
  /// Rows are written in the order of their keys, so that two replicas never wait for each other.
  static final String ADD =
      """
      insert into provider_health as h (span, began_at, provider, account, model, operation, submitted,
        accepted, succeeded, failed, unclear, throttled, polled, unanswered, accepts, finishes, last_failure,
        last_failure_at)
      select s.span, date_trunc(s.unit, reelgate_now()), :provider, :account, :model, :operation, :submitted,
        :accepted, :succeeded, :failed, :unclear, :throttled, :polled, :unanswered, cast(:accepts as int[]),
        cast(:finishes as int[]), cast(:last_failure as text),
        case when cast(:last_failure as text) is not null then reelgate_now() end
      from (values ('HOUR', 'hour'), ('MINUTE', 'minute')) as s(span, unit)
      on conflict (span, began_at, provider, account, model, operation) do update set
        submitted = h.submitted + excluded.submitted, accepted = h.accepted + excluded.accepted,
        succeeded = h.succeeded + excluded.succeeded, failed = h.failed + excluded.failed,
        unclear = h.unclear + excluded.unclear, throttled = h.throttled + excluded.throttled,
        polled = h.polled + excluded.polled, unanswered = h.unanswered + excluded.unanswered,
        accepts = reelgate_sum(h.accepts, excluded.accepts),
        finishes = reelgate_sum(h.finishes, excluded.finishes),
        last_failure = coalesce(excluded.last_failure, h.last_failure),
        last_failure_at = coalesce(excluded.last_failure_at, h.last_failure_at)
      """;

  static final String ADD_TIMES =
      """
      insert into provider_timing as t (began_at, provider, live, model, operation, resolution, seconds,
        accepts, finishes)
      values (date_trunc('hour', reelgate_now()), :provider, :live, :model, :operation, :resolution, :seconds,
        cast(:accepts as int[]), cast(:finishes as int[]))
      on conflict (began_at, provider, live, model, operation, resolution, seconds) do update set
        accepts = reelgate_sum(t.accepts, excluded.accepts),
        finishes = reelgate_sum(t.finishes, excluded.finishes)
      """;

  static final String READ =
      """
      select h.*, extract(epoch from reelgate_now() - h.began_at) as age_seconds
      from provider_health h
      where h.span = :span and h.began_at > reelgate_now() - cast(:back as interval)
      order by h.began_at
      """;

  static final String READ_TIMES =
      """
      select * from provider_timing
      where began_at > reelgate_now() - interval '25 hours'
      """;

  static final String TRIM =
      """
      delete from provider_health where span = 'MINUTE' and began_at < reelgate_now() - interval '1 hour'
        or span = 'HOUR' and began_at < reelgate_now() - interval '26 hours'
      """;

  static final String TRIM_TIMES =
      """
      delete from provider_timing where began_at < reelgate_now() - interval '26 hours'
      """;

  private final JdbcClient jdbc;

  HealthRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  @Transactional
  public void add(Map<HealthKey, Tally> tallies, Map<TimingKey, Timings> timings) {
    tallies.keySet().stream()
        .sorted(Comparator.comparing(HealthKey::toString))
        .forEach(key -> add(key, Objects.requireNonNull(tallies.get(key))));
    timings.keySet().stream()
        .sorted(Comparator.comparing(TimingKey::toString))
        .forEach(key -> add(key, Objects.requireNonNull(timings.get(key))));
  }

  private void add(HealthKey key, Tally tally) {
    JdbcClient.StatementSpec statement =
        jdbc.sql(ADD)
            .param("provider", key.provider().value())
            .param("account", key.account())
            .param("model", key.model().value())
            .param("operation", key.operation().word())
            .param("accepts", boxed(tally.accepts()))
            .param("finishes", boxed(tally.finishes()))
            .param("last_failure", tally.lastFailure());
    for (Count each : Count.values()) {
      statement = statement.param(column(each), Math.round(tally.count(each)));
    }
    statement.update();
  }

  private void add(TimingKey key, Timings times) {
    jdbc.sql(ADD_TIMES)
        .param("provider", key.offer().provider().value())
        .param("live", key.live())
        .param("model", key.offer().model().value())
        .param("operation", key.operation().word())
        .param("resolution", key.resolution())
        .param("seconds", key.seconds())
        .param("accepts", boxed(times.accepts()))
        .param("finishes", boxed(times.finishes()))
        .update();
  }

  private static String column(Count count) {
    return count.name().toLowerCase(Locale.ROOT);
  }

  private static Integer[] boxed(Histogram histogram) {
    return Arrays.stream(histogram.stored()).boxed().toArray(Integer[]::new);
  }

  @Override
  public List<Stored> minutes() {
    return read("MINUTE", "31 minutes");
  }

  @Override
  public List<Stored> hours() {
    return read("HOUR", "25 hours");
  }

  private List<Stored> read(String span, String back) {
    return jdbc
        .sql(READ)
        .param("span", span)
        .param("back", back)
        .query((row, number) -> stored(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /// A row about an operation that only another version knows is passed over.
  private static Optional<Stored> stored(ResultSet row) throws SQLException {
    Optional<Operation> operation = Operation.ofWord(row.getString("operation"));
    if (operation.isEmpty()) {
      return Optional.empty();
    }
    Timestamp failed = row.getTimestamp("last_failure_at");
    Tally tally =
        new Tally()
            .lastFailed(row.getString("last_failure"), failed == null ? null : failed.toInstant());
    for (Count each : Count.values()) {
      tally.with(each, row.getDouble(column(each)));
    }
    tally.accepts().add(histogram(row, "accepts"), 1);
    tally.finishes().add(histogram(row, "finishes"), 1);
    HealthKey key =
        new HealthKey(
            new ProviderId(row.getString("provider")),
            row.getString("account"),
            new ModelId(row.getString("model")),
            operation.get());
    Duration age = Duration.ofMillis((long) (row.getDouble("age_seconds") * 1_000));
    return Optional.of(new Stored(key, age, tally));
  }

  private static Histogram histogram(ResultSet row, String column) throws SQLException {
    Integer[] buckets = (Integer[]) row.getArray(column).getArray();
    return Histogram.of(Arrays.stream(buckets).mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Map<TimingKey, Timings> timings() {
    Map<TimingKey, Timings> sums = new HashMap<>();
    jdbc.sql(READ_TIMES).query((ResultSet row) -> addTo(sums, row));
    return sums;
  }

  private static void addTo(Map<TimingKey, Timings> sums, ResultSet row) throws SQLException {
    Optional<Operation> operation = Operation.ofWord(row.getString("operation"));
    if (operation.isPresent()) {
      TimingKey key =
          new TimingKey(
              row.getBoolean("live"),
              new OfferId(
                  new ProviderId(row.getString("provider")), new ModelId(row.getString("model"))),
              operation.get(),
              row.getString("resolution"),
              row.getInt("seconds"));
      sums.computeIfAbsent(key, _ -> new Timings())
          .add(new Timings(histogram(row, "accepts"), histogram(row, "finishes")));
    }
  }

  /// Forgets what nobody looks at any more.
  @Transactional
  public void trim() {
    jdbc.sql(TRIM).update();
    jdbc.sql(TRIM_TIMES).update();
  }
}
