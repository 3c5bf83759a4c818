package io.reelgate.database;

/// The connection pools, apart so that a flood of one kind of work cannot starve another.
public enum Pool {
  /// Requests of callers; the pool of whoever says nothing.
  API,
  /// Claims and outcomes of the workers.
  WORK,
  /// Heartbeats and sweeps.
  BEAT;

  private static final ScopedValue<Pool> CURRENT = ScopedValue.newInstance();

  /// Runs the work with its transactions on this pool. Does not reach threads that the work starts.
  public void run(Runnable work) {
    ScopedValue.where(CURRENT, this).run(work);
  }

  static Pool current() {
    return CURRENT.orElse(API);
  }
}
