package io.reelgate.telemetry;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.reelgate.telemetry.FigureRows.Figure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Figures that are about the whole database and the same on every replica, read now and then and
/// not with each scrape. Over all replicas their maximum counts. When the database cannot be read
/// they stand still, and their age grows.
@Component
class Figures {
  static final String JOBS = "reelgate.jobs";
  static final String QUEUE_AGE = "reelgate.queue.age";
  static final String UNKNOWNS = "reelgate.unknown";
  static final String UNKNOWN_AGE = "reelgate.unknown.age";
  static final String ORPHANS = "reelgate.orphans.watched";
  static final String SNAPSHOT_AGE = "reelgate.database.snapshot.age";
  static final String UPDATES = "reelgate.database.updated";
  static final String HOT_UPDATES = "reelgate.database.hot.updated";
  static final String DEAD_ROWS = "reelgate.database.dead.rows";
  static final String LIVE_ROWS = "reelgate.database.live.rows";
  static final String DRIFT = "reelgate.clock.drift";
  static final String AGE = "reelgate.figures.age";

  private static final double NANOS = 1e9;

  private final FigureRows rows;
  private final Clock clock;
  private final MeterRegistry meters;
  private final Map<String, GaugeFamily> gauges;
  private final Map<List<String>, Double> counters = new ConcurrentHashMap<>();
  private volatile double drift;
  private volatile long readAt = System.nanoTime();

  Figures(FigureRows rows, Clock clock, MeterRegistry meters) {
    this.rows = rows;
    this.clock = clock;
    this.meters = meters;
    this.gauges =
        Map.of(
            "jobs", gauge(JOBS, "jobs that are not finished, by what they wait for", "jobs"),
            "queue_age",
                gauge(QUEUE_AGE, "for how long the oldest job is due that nobody takes", "seconds"),
            "unknowns",
                gauge(
                    UNKNOWNS,
                    "orders of which nobody knows whether they were accepted",
                    "attempts"),
            "unknown_age", gauge(UNKNOWN_AGE, "how old the oldest such order is", "seconds"),
            "orphans",
                gauge(ORPHANS, "tasks no job waits for whose cost is not known yet", "tasks"),
            "snapshot_age",
                gauge(
                    SNAPSHOT_AGE,
                    "age of the oldest snapshot, which keeps dead rows from being cleaned up",
                    "seconds"),
            "dead_rows", gauge(DEAD_ROWS, "rows of a hot table that wait for the vacuum", "rows"),
            "live_rows", gauge(LIVE_ROWS, "rows of a hot table", "rows"));
    Gauge.builder(DRIFT, this, each -> each.drift)
        .description("difference of this replica's clock and the database's")
        .baseUnit("seconds")
        .register(meters);
    TimeGauge.builder(AGE, this, TimeUnit.NANOSECONDS, each -> System.nanoTime() - each.readAt)
        .description("time since this replica last read the figures of the database")
        .register(meters);
  }

  private GaugeFamily gauge(String name, String description, String unit) {
    return new GaugeFamily(meters, name, description, unit);
  }

  /// One at a time, so that no figure is overwritten by an older one.
  synchronized void refresh() {
    long before = System.nanoTime();
    List<Figure> all = rows.read();
    long after = System.nanoTime();
    gauges.forEach((figure, gauge) -> gauge.show(valuesOf(figure, all)));
    all.forEach(each -> {
      switch (each.figure()) {
        case "updates" -> counted(UPDATES, "changes of rows of a hot table", each);
        case "hot_updates" ->
            counted(HOT_UPDATES, "those of them that left the indexes alone", each);
        case "clock" -> drift = drift(each.value(), Duration.ofNanos((after - before) / 2));
        default -> {}
      }
    });
    readAt = after;
  }

  /// The statement is taken to have read its clock halfway.
  private double drift(double database, Duration since) {
    var now = clock.instant().minus(since);
    return Math.abs(now.getEpochSecond() + now.getNano() / NANOS - database);
  }

  private static Map<Tags, Double> valuesOf(String figure, List<Figure> all) {
    return all.stream()
        .filter(each -> each.figure().equals(figure))
        .collect(Collectors.toMap(Figures::tags, Figure::value));
  }

  private static Tags tags(Figure figure) {
    String one = figure.one();
    if (one == null) {
      return Tags.empty();
    }
    return switch (figure.figure()) {
      case "jobs" -> Tags.of("state", one);
      case "dead_rows", "live_rows" -> Tags.of("table", one);
      default -> Tags.of("provider", one, "account", Objects.requireNonNull(figure.other()));
    };
  }

  /// Only ever grows, but for a crash of the server, which scrapers know from restarts.
  private void counted(String name, String description, Figure figure) {
    String table = Objects.requireNonNull(figure.one());
    List<String> key = List.of(name, table);
    if (counters.put(key, figure.value()) == null) {
      FunctionCounter.builder(name, counters, all -> all.getOrDefault(key, 0.0))
          .description(description)
          .baseUnit("rows")
          .tag("table", table)
          .register(meters);
    }
  }
}
