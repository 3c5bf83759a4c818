package io.reelgate.job;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Where a job stands. Each constant says who moves it on; {@link #mayBecome} is the one list of
/// legal moves, and no code changes a state without asking it.
public enum JobState {
  /// Durable, nobody works on it. A submit worker leases it, a cancel or the deadline ends it.
  QUEUED("queued", "queued"),
  /// A submit worker waits for its turn; nothing was sent. Falls back when the lease lapses.
  LEASED("routing", "queued"),
  /// The intent is committed; the paid request may be on its way. A lapsed lease parks it as
  /// UNKNOWN, never as anything else.
  SUBMITTING("submitted", "in_progress"),
  /// The provider may or may not have accepted. Only proof moves it on.
  UNKNOWN("submitted", "in_progress"),
  /// Accepted by a provider. The poll worker asks until the provider is done.
  GENERATING("generating", "in_progress"),
  /// The provider is done. The store worker looks at the output and completes the job.
  STORING("storing", "in_progress"),
  COMPLETED("completed", "completed"),
  FAILED("failed", "failed"),
  CANCELLED("cancelled", "failed"),
  /// The deadline passed first.
  EXPIRED("expired", "failed");

  private final String statusDetail;
  private final String status;

  JobState(String statusDetail, String status) {
    this.statusDetail = statusDetail;
    this.status = status;
  }

  /// The word for {@code status_detail} on the wire.
  public String statusDetail() {
    return statusDetail;
  }

  /// One of the four words that SDKs know.
  ///
  /// @param sent whether the job was ever handed to a provider
  public String status(boolean sent) {
    return sent && status.equals(QUEUED.status) ? GENERATING.status : status;
  }

  /// The word in the event table.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean terminal() {
    return next().isEmpty();
  }

  public boolean mayBecome(JobState state) {
    return next().contains(state);
  }

  private Set<JobState> next() {
    return switch (this) {
      case QUEUED -> EnumSet.of(LEASED, FAILED, CANCELLED, EXPIRED);
      case LEASED -> EnumSet.of(QUEUED, SUBMITTING, FAILED, CANCELLED, EXPIRED);
      case SUBMITTING -> EnumSet.of(GENERATING, QUEUED, UNKNOWN, FAILED, CANCELLED);
      case UNKNOWN -> EnumSet.of(GENERATING, QUEUED, FAILED, CANCELLED);
      case GENERATING -> EnumSet.of(GENERATING, STORING, QUEUED, FAILED, CANCELLED, EXPIRED);
      case STORING -> EnumSet.of(STORING, COMPLETED, FAILED, CANCELLED);
      case COMPLETED, FAILED, CANCELLED, EXPIRED -> EnumSet.noneOf(JobState.class);
    };
  }

  /// The state to go to, if the move is legal.
  ///
  /// @throws IllegalStateException for a move that is not in the list, which is a bug
  JobState to(JobState state) {
    if (!mayBecome(state)) {
      throw new IllegalStateException("a job never goes from " + this + " to " + state);
    }
    return state;
  }
}
