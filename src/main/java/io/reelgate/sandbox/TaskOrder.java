package io.reelgate.sandbox;

import io.reelgate.sandbox.clip.Clip;

/// Everything about a task that is known when it is accepted.
///
/// @param identity what tells this order from another one on this provider's wire: a caller's
///   token, or the whole body where there is none
/// @param inputs the request as JSON
public record TaskOrder(
    String id,
    String model,
    String identity,
    String inputs,
    Clip clip,
    long chargeMicros,
    Script script) {

  /// What a task remembers; the identity, as long as the whole body, is needed only on arrival.
  TaskOrder remembered() {
    return new TaskOrder(id, model, "", inputs, clip, chargeMicros, script);
  }
}
