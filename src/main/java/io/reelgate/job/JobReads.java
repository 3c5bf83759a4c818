package io.reelgate.job;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Small questions that workers ask about a row they hold.
@Repository
class JobReads {
  private final JdbcClient jdbc;

  JobReads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whether the job is still leased by this epoch and its tenant wants it cancelled.
  boolean cancelWanted(ClaimedJob job) {
    return jdbc.sql(
                """
                select count(*) from job_work
                where job_id = :id and epoch = :epoch and state = 'LEASED' and cancel_requested_at is not null
                """)
            .param("id", job.id())
            .param("epoch", job.lease().epoch())
            .query(Long.class)
            .single()
        > 0;
  }
}
