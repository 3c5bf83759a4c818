package io.reelgate.job;

import org.springframework.jdbc.core.simple.JdbcClient;

/// The questions that are due and not asked.
final class DuePolls {
  private DuePolls() {}

  /// Seconds since the longest due should have been asked.
  static double latest(JdbcClient jdbc) {
    return jdbc.sql(
            """
            select coalesce(extract(epoch from max(reelgate_now() - next_poll_at)), 0)
            from job_work where state = 'GENERATING'
            """)
        .query(Double.class)
        .single();
  }
}
