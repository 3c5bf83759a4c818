package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.job.UnknownMoves.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What a callback under an attempt's own address may do: have the provider asked at once, and name
/// the task of an attempt whose answer was lost. Nothing else of it is believed.
@Repository
public class CallbackHints {
  private static final String ORDERED =
      """
      select a.account, a.job_id, a.trace_parent, j.spec::text as spec from attempt a join job j on j.id = a.job_id
      where a.token = :token and a.provider = :provider
      """;

  private static final String WORK =
      """
      select w.job_id, w.epoch, w.state from job_work w join attempt a on a.job_id = w.job_id
      where a.token = :token and w.attempt_token = a.token for update of w
      """;

  private static final String NAMED =
      """
      update attempt set called_back_id = coalesce(called_back_id, :id) where token = :token
      """;

  private static final String ASK_NOW =
      """
      update job_work set next_poll_at = least(next_poll_at, reelgate_now())
      where job_id = :job and state = 'GENERATING' and epoch = :epoch
      """;

  private static final String CHECK_NOW =
      """
      update job_work set next_check_at = reelgate_now()
      where job_id = :job and state = 'UNKNOWN' and epoch = :epoch
      """;

  /// A task of an attempt that its job went on without.
  private static final String SHOWED_UP =
      """
      update attempt set upstream_id = :id, called_back_id = coalesce(called_back_id, :id),
        state = case state when 'UNKNOWN' then 'ACCEPTED' else state end,
        given_up_at = coalesce(given_up_at, reelgate_now())
      where token = :token and upstream_id is null
        and state in ('UNKNOWN', 'ABANDONED', 'WRITTEN_OFF', 'NOT_SENT', 'REFUSED')
      """;

  private final JdbcClient jdbc;
  private final JobJson json;
  private final UnknownMoves moves;
  private final Wakeups wakeups;

  CallbackHints(JdbcClient jdbc, JobJson json, UnknownMoves moves, Wakeups wakeups) {
    this.jdbc = jdbc;
    this.json = json;
    this.moves = moves;
    this.wakeups = wakeups;
  }

  /// What a callback came to.
  ///
  /// @param jobId null when the attempt's job was not waiting for it
  public record Heard(What what, @Nullable String jobId) {}

  /// What was done about a callback.
  public enum What {
    ADOPTED,
    ASKED_NOW,
    /// Kept in case the answer to the submit is lost.
    KEPT,
    /// The job was decided without this task.
    SHOWED_UP,
    NOTHING
  }

  private record Work(String jobId, int epoch, JobState state) {}

  /// What was ordered with an attempt. The spec of a deleted video that has ended is gone.
  ///
  /// @param traceParent the trace of the request that asked for the job; null where that has none
  public record Ordered(String account, String jobId, @Nullable String traceParent, String spec) {}

  /// Empty if there is no such attempt.
  public Optional<Ordered> ordered(String provider, UUID token) {
    return jdbc.sql(ORDERED)
        .param("token", token)
        .param("provider", provider)
        .query(Ordered.class)
        .optional();
  }

  public VideoSpec read(String spec) {
    return json.read(spec, VideoSpec.class);
  }

  /// @param upstreamId the task that the callback proves; null if it proves none
  /// @throws org.springframework.dao.DuplicateKeyException when the task is another attempt's
  @Transactional
  public Heard hear(UUID token, @Nullable String upstreamId) {
    Optional<Work> work = jdbc.sql(WORK).param("token", token).query(Work.class).optional();
    if (work.isPresent()) {
      return new Heard(hear(work.get(), token, upstreamId), work.get().jobId());
    }
    boolean orphan =
        upstreamId != null
            && jdbc.sql(SHOWED_UP).param("token", token).param("id", upstreamId).update() == 1;
    return new Heard(orphan ? What.SHOWED_UP : What.NOTHING, null);
  }

  private What hear(Work work, UUID token, @Nullable String upstreamId) {
    if (upstreamId != null) {
      jdbc.sql(NAMED).param("token", token).param("id", upstreamId).update();
    }
    return switch (work.state()) {
      case UNKNOWN -> unknown(work, token, upstreamId);
      case GENERATING -> {
        now(ASK_NOW, work);
        wakeups.afterCommit(wakeups.poll());
        yield What.ASKED_NOW;
      }
      case SUBMITTING -> upstreamId == null ? What.NOTHING : What.KEPT;
      case QUEUED, LEASED, STORING, COMPLETED, FAILED, CANCELLED, EXPIRED -> What.NOTHING;
    };
  }

  private What unknown(Work work, UUID token, @Nullable String upstreamId) {
    if (upstreamId != null
        && moves.adopt(new Row(work.jobId(), work.epoch(), token), upstreamId, "callback")) {
      return What.ADOPTED;
    }
    now(CHECK_NOW, work);
    return What.ASKED_NOW;
  }

  private void now(String sql, Work work) {
    jdbc.sql(sql).param("job", work.jobId()).param("epoch", work.epoch()).update();
  }
}
