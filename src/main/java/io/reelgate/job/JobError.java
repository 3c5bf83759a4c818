package io.reelgate.job;

import io.reelgate.provider.Failure;
import org.jspecify.annotations.Nullable;

/// What a tenant reads about a job that did not complete. Our own words: a provider's text is never
/// passed on.
record JobError(String code, String message, @Nullable String param) {
  static final JobError CANCELLED = new JobError("cancelled", "The video was cancelled.", null);
  static final JobError DEADLINE =
      new JobError("deadline_exceeded", "The video was not finished before its deadline.", null);
  static final JobError NO_PROVIDER =
      new JobError(
          "no_provider_available",
          "No provider could take the request; nothing was charged.",
          null);

  static final JobError OUTCOME_UNKNOWN =
      new JobError(
          "outcome_unknown",
          "Nobody could find out whether a provider took the request, so it was not sent again.",
          null);

  /// After a provider said a final no to the request, or failed while generating.
  static JobError of(Failure failure) {
    return switch (failure.kind()) {
      case MODERATION ->
          new JobError("content_policy_violation", "The provider refused the content.", "prompt");
      case INVALID_INPUT ->
          new JobError("provider_rejected", "The provider did not take these inputs.", null);
      case MEDIA_UNREACHABLE ->
          new JobError("media_unreachable", "The provider could not fetch an input URL.", null);
      case TIMEOUT -> new JobError("provider_timeout", "The provider gave up on time.", null);
      case NOT_FOUND ->
          new JobError("provider_error", "The provider does not know the task any more.", null);
      case STOPPED_UPSTREAM ->
          new JobError("provider_error", "The task was stopped at the provider.", null);
      case AUTH, BALANCE, FORBIDDEN, RATE_LIMITED, NETWORK, DEADLINE -> NO_PROVIDER;
      case PROVIDER_ERROR, UNREADABLE ->
          new JobError("provider_error", "The provider failed to make the video.", null);
    };
  }
}
