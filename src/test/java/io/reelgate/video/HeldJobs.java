package io.reelgate.video;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Jobs that no worker takes, so that a test can look at what is queued: those with the longest
/// deadline of all.
final class HeldJobs {
  /// To put into a request.
  static final String FIELD = "\"deadline_seconds\":86400";

  private final JdbcClient jdbc;

  HeldJobs(JdbcClient jdbc) {
    this.jdbc = jdbc;
    jdbc.sql(
            """
            create or replace function hold_job() returns trigger language plpgsql as $$
            begin
              if new.deadline_at > now() + interval '23 hours 59 minutes' then
                new.run_at := now() + interval '1 day';
              end if;
              return new;
            end $$;
            create or replace trigger hold_job before insert on job_work
              for each row execute function hold_job();
            """)
        .update();
  }

  /// Lets the deadline pass.
  void expire(String id) {
    jdbc.sql("update job_work set deadline_at = now() - interval '1 s' where job_id = :id")
        .param("id", id)
        .update();
  }

  /// Lets the workers have it.
  void release(String id) {
    jdbc.sql("update job_work set run_at = now() where job_id = :id").param("id", id).update();
  }
}
