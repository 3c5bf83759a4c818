package io.reelgate.sandbox;

/// What goes wrong with polls.
///
/// @param status of an answer of kind STATUS, else zero
/// @param times how many polls from the first on; kinds that follow the task's course ignore it
public record PollFault(Kind kind, int status, int times) {
  /// How an answer is wrong.
  public enum Kind {
    /// A plain error answer.
    STATUS,
    /// A page of a gateway in between.
    HTML,
    /// Status 200 and a body that is no JSON.
    GARBAGE,
    /// The connection ends without an answer.
    RESET,
    /// While it runs, the task is in a state that nobody has heard of.
    UNKNOWN_STATUS,
    /// Once completed, the task is said to be running one more time.
    FLIP
  }

  boolean spoils(int poll) {
    return kind != Kind.UNKNOWN_STATUS && kind != Kind.FLIP && poll <= times;
  }
}
