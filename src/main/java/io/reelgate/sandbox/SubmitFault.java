package io.reelgate.sandbox;

import java.time.Duration;

/// What goes wrong with the first request of a task.
public enum SubmitFault {
  /// The task exists and is charged; the connection ends without an answer.
  LOST_ANSWER("lost-answer", true, 0),
  /// The connection ends before the task exists.
  RESET("reset", false, 0),
  BAD_REQUEST("400", false, 400),
  UNAUTHORISED("401", false, 401),
  NO_MONEY("402", false, 402),
  FORBIDDEN("403", false, 403),
  TOO_MANY("429", false, 429),
  ERROR("500", false, 500),
  UNAVAILABLE("503", false, 503),
  /// A page of a gateway in between, status 502.
  HTML("html", false, 502),
  /// The answer says how long it is and stops half way.
  TRUNCATED("truncated", true, 200),
  /// Success without a body.
  EMPTY("empty", true, 200),
  /// Success that does not say which task.
  NO_ID("no-id", true, 200),
  /// The answer comes byte by byte.
  SLOW("slow", true, 200),
  /// The caller is sent to the same address again; following would make a second request.
  REDIRECT("redirect", false, 307),
  /// Status 200 around an error code.
  ERROR_IN_200("error-in-200", false, 200);

  private final String word;
  private final boolean taskExists;
  private final int status;

  SubmitFault(String word, boolean taskExists, int status) {
    this.word = word;
    this.taskExists = taskExists;
    this.status = status;
  }

  String word() {
    return word;
  }

  /// Whether the provider made and charged the task all the same.
  public boolean taskExists() {
    return taskExists;
  }

  /// The HTTP status, zero when there is no answer.
  public int status() {
    return status;
  }

  /// The answer to a submit whose task exists.
  ///
  /// @param good the true one
  /// @param nameless a success that does not say which task
  /// @param trickle the pause between bytes of a slow one
  /// @throws IllegalArgumentException for a fault that makes no task
  public Answer withTask(Answer good, Answer nameless, Duration trickle) {
    return switch (this) {
      case LOST_ANSWER -> Answer.none();
      case TRUNCATED -> good.delivered(new Answer.Delivery.Truncated());
      case EMPTY -> good.empty();
      case NO_ID -> nameless;
      case SLOW -> good.delivered(new Answer.Delivery.Trickling(trickle));
      case RESET,
          BAD_REQUEST,
          UNAUTHORISED,
          NO_MONEY,
          FORBIDDEN,
          TOO_MANY,
          ERROR,
          UNAVAILABLE,
          HTML,
          REDIRECT,
          ERROR_IN_200 ->
          throw new IllegalArgumentException("makes no task: " + this);
    };
  }
}
