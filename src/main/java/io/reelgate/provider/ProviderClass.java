package io.reelgate.provider;

/// What a provider offers to learn the truth about a submit whose answer was lost. Each adapter
/// declares its class.
public enum ProviderClass {
  /// Refuses a second task under our token: the identical order may be sent again.
  DEDUPES,
  /// Finds a task by our token.
  SEARCHES,
  /// Lists tasks by time, or calls back under an address of the attempt's own.
  LISTS,
  /// Has nothing but usage records.
  BILLS
}
