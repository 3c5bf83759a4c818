package io.reelgate.sandbox.runware;

import tools.jackson.databind.node.NullNode;

/// One task, or a whole request, that is refused.
final class RunwareRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final transient RunwareError error;

  RunwareRefusal(int status, RunwareError error) {
    super(error.code(), null, false, false);
    this.status = status;
    this.error = error;
  }

  static RunwareRefusal badRequest(RunwareError error) {
    return new RunwareRefusal(400, error);
  }

  static RunwareRefusal badKey() {
    RunwareError error =
        RunwareError.about("apiKey", "string", "invalidApiKey", "Invalid API key.");
    return new RunwareRefusal(
        401, error.of(new RunwareTask(RunwareTask.AUTHENTICATION, "", NullNode.getInstance())));
  }

  int status() {
    return status;
  }

  RunwareError error() {
    return error;
  }
}
