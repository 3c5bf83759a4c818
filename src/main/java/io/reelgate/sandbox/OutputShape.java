package io.reelgate.sandbox;

/// How a finished task lists its output.
public enum OutputShape {
  URLS,
  /// Finished, with an empty list.
  EMPTY,
  /// Never a list, in no state.
  NULL,
  /// Objects with a member `url` in place of strings.
  OBJECTS
}
