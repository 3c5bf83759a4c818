package io.reelgate.sandbox.runware;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the provider's real behaviour is not known for sure, a setting picks one.
///
/// @param emptyAccountStatus status of an answer that refuses an order the account cannot pay
/// @param mostInFlight how many tasks of the account may run at a time, zero for any number
/// @param emptyAck whether an accepted submit is answered with an empty list
/// @param mixedStatus status of an answer of which one part is good and another is not
/// @param conflict how long the name of a task cannot be used again
/// @param conflictFor that time from the submit on, where it is `for-a-time`
/// @param visibleAfter how long a new task is unknown to polls
/// @param failure how a failed generation is told
/// @param hidesModeration whether refused content is told as a failure of the provider, of which
///   the text alone says why
/// @param progress whether a running task tells how far it is
/// @param lenientFrames whether frames beside a width and a height are taken; otherwise refused
/// @param listPrice whether the rounded list price is charged in place of pixels and frames
/// @param billsInput whether seconds of reference clips are charged too
/// @param inputSeconds assumed length of each reference clip
/// @param balanceObject whether the balance is told as an object; otherwise as a number
/// @param ttl how long files are kept where the order does not say, one minute for an account
///   without data retention
/// @param wrappedWebhook whether a webhook's result stands in a list named `data`; otherwise it is
///   the whole body
/// @param webhookHosts hosts that webhooks and finished files may be sent to
/// @param webhookTries how often a webhook is tried until it is heard, zero for never
/// @param webhookTwice whether a webhook that was heard is sent once more
/// @param webhookBackoff pause after a webhook that was not heard; it doubles up to eight seconds
@ConfigurationProperties("reelgate.sandbox.runware")
record RunwareProperties(
    @DefaultValue("402") int emptyAccountStatus,
    @DefaultValue("0") int mostInFlight,
    @DefaultValue("false") boolean emptyAck,
    @DefaultValue("200") int mixedStatus,
    @DefaultValue("for-ever") Conflict conflict,
    @DefaultValue("1h") Duration conflictFor,
    @DefaultValue("0s") Duration visibleAfter,
    @DefaultValue("errors") FailureShape failure,
    @DefaultValue("false") boolean hidesModeration,
    @DefaultValue("true") boolean progress,
    @DefaultValue("false") boolean lenientFrames,
    @DefaultValue("false") boolean listPrice,
    @DefaultValue("false") boolean billsInput,
    @DefaultValue("5") int inputSeconds,
    @DefaultValue("true") boolean balanceObject,
    @DefaultValue("7d") Duration ttl,
    @DefaultValue("false") boolean wrappedWebhook,
    @DefaultValue({"localhost", "127.0.0.1"}) List<String> webhookHosts,
    @DefaultValue("4") int webhookTries,
    @DefaultValue("false") boolean webhookTwice,
    @DefaultValue("250ms") Duration webhookBackoff) {

  /// How long a second task of the same name is refused.
  enum Conflict {
    FOR_EVER,
    WHILE_RUNNING,
    FOR_A_TIME
  }

  /// How a failed generation is told.
  enum FailureShape {
    /// In the list of errors.
    ERRORS,
    /// In the place of a result, with an error inside.
    ITEM,
    /// In the list of errors, under status 504 when nothing else was asked for.
    STATUS
  }

  RunwareProperties {
    webhookHosts = List.copyOf(webhookHosts);
    if (emptyAccountStatus < 400 || emptyAccountStatus > 499) {
      throw new IllegalArgumentException(
          "reelgate.sandbox.runware.empty-account-status must be a 4xx status");
    }
    if (mostInFlight < 0 || inputSeconds < 1) {
      throw new IllegalArgumentException(
          "reelgate.sandbox.runware.most-in-flight must not be negative, input-seconds not zero");
    }
  }
}
