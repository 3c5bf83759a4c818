package io.reelgate.health;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Counted outcomes. Weighted sums of tallies are tallies too.
public final class Tally {
  private final Map<Count, Double> counts = new EnumMap<>(Count.class);
  private final Histogram accepts = new Histogram();
  private final Histogram finishes = new Histogram();
  private @Nullable String lastFailure;
  private @Nullable Instant lastFailureAt;

  /// What is counted.
  enum Count {
    /// Orders that were sent.
    SUBMITTED,
    ACCEPTED,
    /// Tasks that ended well.
    SUCCEEDED,
    /// Orders and tasks that came to nothing by the provider's fault.
    FAILED,
    /// Orders of which nobody knows whether they were taken.
    UNCLEAR,
    /// Too many requests.
    THROTTLED,
    POLLED,
    UNANSWERED
  }

  Tally with(Count which, double count) {
    counts.merge(which, count, Double::sum);
    return this;
  }

  void add(Outcome outcome) {
    switch (outcome) {
      case Outcome.Accepted accepted -> {
        with(Count.SUBMITTED, 1).with(Count.ACCEPTED, 1);
        accepts.add(accepted.took());
      }
      case Outcome.Refused refused -> {
        with(Count.SUBMITTED, 1).with(Count.FAILED, 1);
        lastFailure = refused.kind();
      }
      case Outcome.Failed failed -> {
        with(Count.FAILED, 1);
        lastFailure = failed.kind();
      }
      case Outcome.Unclear unclear -> {
        with(Count.SUBMITTED, 1).with(Count.UNCLEAR, 1);
        lastFailure = unclear.kind();
      }
      case Outcome.Throttled _ -> with(Count.SUBMITTED, 1).with(Count.THROTTLED, 1);
      case Outcome.Polled _ -> with(Count.POLLED, 1);
      case Outcome.Unanswered unanswered -> {
        with(Count.UNANSWERED, 1);
        lastFailure = unanswered.kind();
      }
      case Outcome.Finished finished -> {
        with(Count.SUCCEEDED, 1);
        finishes.add(finished.took());
      }
    }
  }

  void add(Tally other, double weight) {
    other.counts.forEach((which, count) -> with(which, count * weight));
    accepts.add(other.accepts, weight);
    finishes.add(other.finishes, weight);
    if (other.lastFailure != null) {
      lastFailure = other.lastFailure;
      lastFailureAt = other.lastFailureAt;
    }
  }

  double count(Count which) {
    return counts.getOrDefault(which, 0.0);
  }

  /// Orders and tasks of which the end is known; one that is unclear counts twice.
  double calls() {
    return count(Count.SUCCEEDED) + count(Count.FAILED) + 2 * count(Count.UNCLEAR);
  }

  /// The share of calls that went well, as if ten more had gone like {@code usual}.
  double success(double usual) {
    return (count(Count.SUCCEEDED) + SMOOTHING * usual) / (calls() + SMOOTHING);
  }

  static final double SMOOTHING = 10;

  Histogram accepts() {
    return accepts;
  }

  Histogram finishes() {
    return finishes;
  }

  @Nullable String lastFailure() {
    return lastFailure;
  }

  @Nullable Instant lastFailureAt() {
    return lastFailureAt;
  }

  Tally lastFailed(@Nullable String kind, @Nullable Instant at) {
    lastFailure = kind;
    lastFailureAt = at;
    return this;
  }
}
