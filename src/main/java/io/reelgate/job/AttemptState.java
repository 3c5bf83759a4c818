package io.reelgate.job;

/// Where one paid try stands. PREPARED, UNKNOWN and ACCEPTED are live: the database allows one of
/// them per job.
enum AttemptState {
  /// Committed before the first byte is sent.
  PREPARED,
  NOT_SENT,
  REFUSED,
  /// May or may not have been accepted.
  UNKNOWN,
  ACCEPTED,
  SUCCEEDED,
  FAILED,
  /// Proven that the provider has no task.
  ABANDONED,
  /// Given up by an operator.
  WRITTEN_OFF
}
