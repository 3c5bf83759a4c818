package io.reelgate.job;

import io.reelgate.work.Backoff;
import java.time.Duration;

/// When to ask about an accepted task: first a little before it is expected to be done, then at
/// growing intervals, and never so late that its provider could have forgotten it.
///
/// @param expected how long the video usually takes
/// @param retry the intervals after the first poll
/// @param longest the provider's own bound of every interval
record PollPlan(Duration expected, Backoff retry, Duration longest) {
  private static final int FIRST_PERCENT = 60;
  private static final double GROWTH = 1.5;

  /// @param longest that a task may go unasked
  static PollPlan of(Duration expected, Duration longest, JobsProperties properties) {
    return new PollPlan(
        expected, new Backoff(properties.pollFirst(), GROWTH, properties.pollLongest()), longest);
  }

  /// The same with longer intervals after the first poll.
  PollPlan slower(double times) {
    return new PollPlan(
        expected,
        new Backoff(times(retry.first(), times), retry.factor(), times(retry.longest(), times)),
        longest);
  }

  private static Duration times(Duration interval, double times) {
    return Duration.ofMillis((long) ((double) interval.toMillis() * times));
  }

  Duration firstPoll() {
    return bounded(expected.multipliedBy(FIRST_PERCENT).dividedBy(100));
  }

  /// @param polls questions so far
  Duration next(int polls) {
    return bounded(retry.after(polls));
  }

  /// What the pause after so many questions was, as a rule.
  Duration interval(int polls) {
    Duration usual = retry.after(polls);
    return usual.compareTo(longest) < 0 ? usual : longest;
  }

  private Duration bounded(Duration wanted) {
    Duration jittered = Backoff.jittered(wanted);
    return jittered.compareTo(longest) < 0 ? jittered : longest;
  }
}
