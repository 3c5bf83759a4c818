package io.reelgate.role;

/// A part of the process that can be switched on per replica. The setting {@code reelgate.roles} is
/// a comma list of the lower-case names; without it a replica plays all but {@link #SANDBOX}.
public enum Role {
  /// Answers callers.
  API,
  /// Hands jobs to providers, sweeps lapsed leases and does the chores.
  SUBMIT,
  /// Asks providers how tasks are doing and stores results.
  POLL,
  /// Sends webhooks.
  DELIVER,
  /// Plays the providers for test keys.
  SANDBOX
}
