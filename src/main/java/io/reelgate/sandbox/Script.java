package io.reelgate.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a prompt asks of the simulator, in words such as `[sandbox: delay=20s fail=moderation]`.
///
/// @param fail how the task ends, null for well
/// @param delay how long the task takes, null for the configured time
/// @param submit what goes wrong with the first request of this task
/// @param poll what goes wrong with its polls
/// @param spoilSubmit how the answer to the first request of this task is spoilt, the task being
///   made
/// @param spoilPoll how the answers to its polls are spoilt
/// @param stuck the task never ends
/// @param expireOutput status of the output's address after the first read, zero for all is well
/// @param outputs how the finished task lists its output
public record Script(
    @Nullable Failing fail,
    @Nullable Duration delay,
    @Nullable SubmitFault submit,
    @Nullable PollFault poll,
    @Nullable Spoiling spoilSubmit,
    @Nullable Spoiling spoilPoll,
    boolean stuck,
    int expireOutput,
    OutputShape outputs) {

  /// Nothing is asked for.
  public static final Script NONE =
      new Script(null, null, null, null, null, null, false, 0, OutputShape.URLS);

  /// Reads the words for one provider.
  ///
  /// @throws UnknownWord when a script holds a word that means nothing
  public static Script of(String prompt, String provider) {
    return ScriptReader.read(prompt, provider);
  }

  /// The same script for a task that fails.
  public Script failing(Failing reason) {
    return new Script(
        reason, delay, submit, poll, spoilSubmit, spoilPoll, stuck, expireOutput, outputs);
  }

  /// A misspelt script must not silently do nothing.
  public static final class UnknownWord extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownWord(String word, String reason) {
      super("sandbox script: \"" + word + "\" " + reason);
    }
  }
}
