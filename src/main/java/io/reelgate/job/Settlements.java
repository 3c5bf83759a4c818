package io.reelgate.job;

import io.reelgate.job.UnknownMoves.Row;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// An operator's word about an attempt that nobody else could find out about. Said and written down
/// in one transaction.
@Repository
public class Settlements {
  private static final String ACT = "settle-attempt";

  private static final String JOB =
      """
      select job_id from attempt where token = :token
      """;

  private static final String LOCK_WORK =
      """
      select job_id, epoch, attempt_token as token from job_work
      where job_id = :id and state = 'UNKNOWN' and attempt_token = :token for update
      """;

  private static final String LOCK_ATTEMPT =
      """
      select state from attempt where token = :token for update
      """;

  private static final String OVER =
      """
      select final_state is not null from job where id = :id
      """;

  /// Unless that of another attempt is still open.
  private static final String FREE =
      """
      update job j set settled_at = reelgate_now(), reserved_usd_micros = 0,
        settled_usd_micros = (
          select coalesce(sum(actual_usd_micros), 0) from attempt where job_id = j.id)
      where j.id = :id and j.cost_source = 'pending' and j.settled_at is null
        and not exists (select 1 from attempt where job_id = j.id and cost_source = 'pending')
      """;

  private static final String FOUND =
      """
      update attempt set state = 'ACCEPTED', upstream_id = :upstream_id, answered_at = reelgate_now()
      where token = :token and state = 'UNKNOWN'
      """;

  private static final String AUDIT =
      """
      insert into audit (actor, act, subject, detail) values (:actor, :act, :subject, :detail)
      """;

  private final JdbcClient jdbc;
  private final UnknownMoves moves;

  Settlements(JdbcClient jdbc, UnknownMoves moves) {
    this.jdbc = jdbc;
    this.moves = moves;
  }

  /// What an operator says of an attempt.
  public sealed interface Word {
    /// The provider has the task.
    record Adopted(String upstreamId) implements Word {}

    /// The provider has no task.
    record Absent() implements Word {}

    /// Whatever the provider has, nobody is charged for it.
    record WrittenOff() implements Word {}
  }

  /// What became of the word.
  public enum Result {
    SETTLED,
    NO_SUCH_ATTEMPT,
    /// Somebody else was first.
    NOT_UNKNOWN
  }

  /// @param actor who says it
  /// @param reason why, for the audit
  /// @throws org.springframework.dao.DuplicateKeyException when the task is another attempt's
  @Transactional
  public Result settle(UUID token, Word word, String actor, String reason) {
    Optional<String> job = jdbc.sql(JOB).param("token", token).query(String.class).optional();
    if (job.isEmpty()) {
      return Result.NO_SUCH_ATTEMPT;
    }
    Optional<Row> work =
        jdbc.sql(LOCK_WORK)
            .param("id", job.get())
            .param("token", token)
            .query(Row.class)
            .optional();
    String state = jdbc.sql(LOCK_ATTEMPT).param("token", token).query(String.class).single();
    boolean over = jdbc.sql(OVER).param("id", job.get()).query(Boolean.class).single();
    if (!state.equals(AttemptState.UNKNOWN.name()) || (work.isEmpty() && !over)) {
      return Result.NOT_UNKNOWN;
    }
    if (work.isPresent()) {
      settle(work.get(), word, reason);
    } else {
      settleAfterwards(job.get(), token, word);
    }
    audit(token, word, actor, reason);
    return Result.SETTLED;
  }

  private void settle(Row row, Word word, String reason) {
    boolean ours =
        switch (word) {
          case Word.Adopted(String upstreamId) -> moves.adopt(row, upstreamId, "operator");
          case Word.Absent() -> moves.absent(row, "operator");
          case Word.WrittenOff() -> moves.writeOff(row);
        };
    if (!ours) {
      throw new IllegalStateException("job " + row.jobId() + " moved under its lock: " + reason);
    }
  }

  /// The job stays what it is; only the money is settled.
  private void settleAfterwards(String jobId, UUID token, Word word) {
    switch (word) {
      case Word.Adopted(String upstreamId) ->
          jdbc.sql(FOUND).param("token", token).param("upstream_id", upstreamId).update();
      case Word.Absent() -> {
        moves.close(token, AttemptState.ABANDONED, null);
        jdbc.sql(FREE).param("id", jobId).update();
      }
      case Word.WrittenOff() -> {
        moves.close(token, AttemptState.WRITTEN_OFF, null);
        jdbc.sql(FREE).param("id", jobId).update();
      }
    }
  }

  private void audit(UUID token, Word word, String actor, String reason) {
    String said =
        switch (word) {
          case Word.Adopted(String upstreamId) -> "adopted as " + upstreamId;
          case Word.Absent() -> "absent";
          case Word.WrittenOff() -> "written off";
        };
    jdbc.sql(AUDIT)
        .param("actor", actor)
        .param("act", ACT)
        .param("subject", token.toString())
        .param("detail", said + ": " + reason)
        .update();
  }
}
