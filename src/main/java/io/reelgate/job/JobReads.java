package io.reelgate.job;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Small questions that workers ask about a row they hold.
@Repository
class JobReads {
  private static final String WITHHELD =
      """
      select cancel_requested_at is not null as cancelled, deadline_at <= reelgate_now() as late
      from job_work where job_id = :id and epoch = :epoch and state = 'LEASED'
      """;

  private final JdbcClient jdbc;

  JobReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Withheld(boolean cancelled, boolean late) {}

  /// How a job ends that is still leased by us and must not be sent any more, if that is why.
  Optional<Ending> withheld(ClaimedJob job) {
    return jdbc.sql(WITHHELD)
        .param("id", job.id())
        .param("epoch", job.lease().epoch())
        .query(Withheld.class)
        .optional()
        .flatMap(row -> ending(job, row));
  }

  private static Optional<Ending> ending(ClaimedJob job, Withheld row) {
    if (row.cancelled()) {
      return Optional.of(Endings.cancelledBeforeSubmit(job));
    }
    return row.late() ? Optional.of(Endings.expiredBeforeSubmit(job)) : Optional.empty();
  }
}
