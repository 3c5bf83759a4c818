package io.reelgate.job;

import io.reelgate.work.Backoff;
import java.time.Duration;

/// When to ask about an accepted task: first a little before it is expected to be done, then at
/// growing intervals.
///
/// @param expected how long the video usually takes
/// @param retry the intervals after the first poll
record PollPlan(Duration expected, Backoff retry) {
  private static final int FIRST_PERCENT = 60;
  private static final double GROWTH = 1.5;

  static PollPlan of(Duration expected, JobsProperties properties) {
    return new PollPlan(
        expected, new Backoff(properties.pollFirst(), GROWTH, properties.pollLongest()));
  }

  Duration firstPoll() {
    return Backoff.jittered(expected.multipliedBy(FIRST_PERCENT).dividedBy(100));
  }

  /// @param polls questions so far
  Duration next(int polls) {
    return Backoff.jittered(retry.after(polls));
  }
}
