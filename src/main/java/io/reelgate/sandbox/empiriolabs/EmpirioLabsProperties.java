package io.reelgate.sandbox.empiriolabs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Limits of the provider, and where its real behaviour is not known for sure, a setting that picks
/// one.
///
/// @param requestsPerMinute requests of all kinds in any sixty seconds; zero means no limit
/// @param jobLife how long after its end a task can be asked about
/// @param acceptedStatus status of the answer that accepts a task
/// @param pollUrl which address the answer to a submit names
/// @param manner which of two ways of saying the same thing is used
/// @param usageNamesJob whether the usage list says which task an entry is about
/// @param usageLag how long after a task's end the usage list shows it
/// @param validateLate whether a bad parameter is accepted and fails the task
/// @param moderationCode code of a task whose content was refused
/// @param inputSeconds assumed length of a clip that goes in and was not made here
/// @param autoSeconds length that the model chooses when it may and there is no clip to follow
@ConfigurationProperties("reelgate.sandbox.empiriolabs")
record EmpirioLabsProperties(
    @DefaultValue("50") int requestsPerMinute,
    @DefaultValue("1h") Duration jobLife,
    @DefaultValue("202") int acceptedStatus,
    @DefaultValue("relative") PollUrl pollUrl,
    @DefaultValue("both") Manner manner,
    @DefaultValue("true") boolean usageNamesJob,
    @DefaultValue("0s") Duration usageLag,
    @DefaultValue("false") boolean validateLate,
    @DefaultValue("content_policy_violation") String moderationCode,
    @DefaultValue("5") int inputSeconds,
    @DefaultValue("6") int autoSeconds) {

  EmpirioLabsProperties {
    check(requestsPerMinute >= 0, "requests-per-minute must not be negative");
    check(jobLife.isPositive(), "job-life must be positive");
    check(acceptedStatus >= 200 && acceptedStatus < 300, "accepted-status must be a 2xx status");
    check(!usageLag.isNegative(), "usage-lag must not be negative");
    check(inputSeconds > 0, "input-seconds must be positive");
    check(autoSeconds >= 4 && autoSeconds <= 15, "auto-seconds must be 4 to 15");
  }

  private static void check(boolean kept, String reason) {
    if (!kept) {
      throw new IllegalArgumentException("reelgate.sandbox.empiriolabs." + reason);
    }
  }

  /// Where the answer to a submit sends the caller.
  enum PollUrl {
    RELATIVE,
    ABSOLUTE,
    /// To a host that must never see a key.
    FOREIGN,
    NONE
  }

  /// The provider's own documents differ in words and shapes.
  enum Manner {
    /// {@code completed}, errors as objects.
    FIRST,
    /// {@code succeeded} with a progress that did not get there, errors as plain text.
    SECOND,
    /// Some tasks like this, some like that.
    BOTH;

    boolean second(String id) {
      return this == SECOND || (this == BOTH && id.hashCode() % 2 != 0);
    }
  }
}
