package io.reelgate.health;

import java.time.Duration;

/// What came of one call to a provider, as far as it says something of the provider. A request that
/// was refused for its own content says nothing and is not reported.
public sealed interface Outcome {
  /// An order was taken.
  record Accepted(Duration took) implements Outcome {}

  /// An order was surely not taken, by the provider's fault.
  ///
  /// @param kind the failure's, for people
  record Refused(String kind) implements Outcome {}

  /// A task came to nothing by the provider's fault.
  record Failed(String kind) implements Outcome {}

  /// Nobody knows whether an order was taken.
  record Unclear(String kind) implements Outcome {}

  /// Too many requests.
  record Throttled() implements Outcome {}

  /// A task was asked about, and the answer was of use.
  record Polled() implements Outcome {}

  /// A task was asked about, and the provider gave no answer.
  record Unanswered(String kind) implements Outcome {}

  /// A task ended well.
  ///
  /// @param took from the accepted order to the result
  record Finished(Duration took) implements Outcome {}
}
