package io.reelgate.job;

import io.reelgate.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What a tenant does to its own jobs: cancel and delete.
@Repository
class JobStops {
  private static final String LOCK =
      """
      select w.job_id, w.epoch, w.state, w.cancel_requested_at is not null as cancelling
      from job_work w join job j on j.id = w.job_id
      where w.job_id = :id and j.tenant_id = :tenant and j.deleted_at is null
      for update of w
      """;

  private static final String FLAG =
      """
      with moved as (
        update job_work set cancel_requested_at = reelgate_now(), event_sequence = event_sequence + 1
        where job_id = :id and cancel_requested_at is null
        returning month, job_id, event_sequence, attempt_token),
      noted as (
        insert into event (month, job_id, sequence, type, attempt)
        select month, job_id, event_sequence, 'cancelling', attempt_token from moved)
      select count(*) from moved
      """;

  private static final String WARN =
      """
      update job set warnings = warnings || cast(:warning as jsonb) where id = :id
      """;

  private static final String HIDE =
      """
      update job set deleted_at = reelgate_now(),
        spec = case when final_state is null then spec else '{}' end,
        policy = case when final_state is null then policy else '{}' end,
        outputs = case when final_state is null then outputs else '[]' end,
        metadata = '{}', warnings = '[]', end_user = null, callback_url = null
      where id = :id and tenant_id = :tenant and deleted_at is null
      """;

  /// What a provider said of a failure can repeat what it was asked for.
  private static final String WIPE_ATTEMPTS =
      """
      update attempt set outputs = null, failure_detail = null
      where job_id = :id and (outputs is not null or failure_detail is not null)
        and exists (select 1 from job where id = :id and final_state is not null)
      """;

  private static final JobWarning NOT_STOPPED =
      new JobWarning(
          "upstream_not_cancelled",
          null,
          "The provider cannot be asked to stop; the job ends as cancelled once the provider is done,"
              + " and cost.actual tells what it cost.");

  /// What a provider may have begun.
  private static final Set<JobState> BEGUN =
      EnumSet.of(JobState.SUBMITTING, JobState.UNKNOWN, JobState.GENERATING);

  private final JdbcClient jdbc;
  private final JobEndings endings;
  private final JobJson json;
  private final JobNews news;

  JobStops(JdbcClient jdbc, JobEndings endings, JobJson json, JobNews news) {
    this.jdbc = jdbc;
    this.endings = endings;
    this.json = json;
    this.news = news;
  }

  /// A job that is still worked on, locked for the rest of the transaction.
  record Live(String jobId, int epoch, JobState state, boolean cancelling) {}

  Optional<Live> lock(TenantId tenant, JobId id) {
    return jdbc.sql(LOCK)
        .param("id", id.value())
        .param("tenant", tenant.value())
        .query(Live.class)
        .optional();
  }

  /// Ends a job that nobody works on, or leaves word for whoever does.
  void cancel(Live job) {
    if (job.state() == JobState.QUEUED) {
      endings.write(List.of(Endings.cancelledQueued(job.jobId(), job.epoch())));
    } else if (!job.cancelling()) {
      jdbc.sql(FLAG).param("id", job.jobId()).query(Long.class).single();
      if (BEGUN.contains(job.state())) {
        String warning = json.write(List.of(NOT_STOPPED));
        jdbc.sql(WARN).param("id", job.jobId()).param("warning", warning).update();
      }
    }
  }

  /// Leaves a tombstone: money and attempts stay, what the tenant sent and got is gone. A job that
  /// is still worked on keeps its spec and its policy until it ends.
  boolean delete(TenantId tenant, JobId id) {
    int hidden = jdbc.sql(HIDE).param("id", id.value()).param("tenant", tenant.value()).update();
    if (hidden == 1) {
      jdbc.sql(WIPE_ATTEMPTS).param("id", id.value()).update();
      news.deleted(id);
    }
    return hidden == 1;
  }
}
