package io.reelgate.provider;

/// What is known after handing over a paid order.
public sealed interface Submission {
  /// The provider has the task and named it.
  ///
  /// @param first what the answer already told about the task; usually {@link Progress.Running}
  record Accepted(String upstreamId, Progress first) implements Submission {}

  /// Proven: no byte of the request reached the provider.
  record NotSent(Failure failure) implements Submission {}

  /// Proven: the provider said no and has no task. The failure's kind tells whether another try can
  /// help.
  record Refused(Failure failure) implements Submission {}

  /// The provider may or may not have a task. Never submitted again without proof.
  record Unclear(Failure failure) implements Submission {}
}
