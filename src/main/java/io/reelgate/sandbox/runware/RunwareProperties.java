package io.reelgate.sandbox.runware;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the provider's real behaviour is not known for sure, a setting picks one.
///
/// @param emptyAccountStatus status that refuses a submit when the account holds too little
/// @param mostInFlight how many tasks of the account may run at a time, zero for any number
/// @param emptyAck whether an accepted submit is answered with an empty list
/// @param conflict how long the name of a task cannot be used again
/// @param visibleAfter how long a new task is unknown to polls
/// @param failure how a failed generation is told
/// @param progress whether a running task tells how far it is
/// @param lenientFrames whether frames beside a width and a height are taken; otherwise refused
/// @param listPrice whether the rounded list price is charged in place of pixels and frames
/// @param billsInput whether seconds of reference clips are charged too
/// @param inputSeconds assumed length of each reference clip
/// @param balanceObject whether the balance is told as an object; otherwise as a number
/// @param wrappedWebhook whether a webhook's result stands in a list named `data`; otherwise it is
///   the whole body
/// @param webhookHosts hosts that webhooks and finished files may be sent to
/// @param webhookBackoff pause before a webhook's second try; it doubles each time
@ConfigurationProperties("reelgate.sandbox.runware")
record RunwareProperties(
    @DefaultValue("402") int emptyAccountStatus,
    @DefaultValue("0") int mostInFlight,
    @DefaultValue("false") boolean emptyAck,
    @DefaultValue("for-ever") Conflict conflict,
    @DefaultValue("0s") Duration visibleAfter,
    @DefaultValue("errors") FailureShape failure,
    @DefaultValue("true") boolean progress,
    @DefaultValue("false") boolean lenientFrames,
    @DefaultValue("false") boolean listPrice,
    @DefaultValue("false") boolean billsInput,
    @DefaultValue("5") int inputSeconds,
    @DefaultValue("true") boolean balanceObject,
    @DefaultValue("false") boolean wrappedWebhook,
    @DefaultValue({"localhost", "127.0.0.1"}) List<String> webhookHosts,
    @DefaultValue("250ms") Duration webhookBackoff) {

  /// How long a second task of the same name is refused.
  enum Conflict {
    FOR_EVER,
    WHILE_RUNNING
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
