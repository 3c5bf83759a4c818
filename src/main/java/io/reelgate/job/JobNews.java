package io.reelgate.job;

import io.reelgate.job.JobMoved.Step;
import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells the rest of the gateway what a transaction does to jobs, inside that transaction, and the
/// other replicas after it.
@Component
class JobNews {
  private final ApplicationEventPublisher publisher;
  private final Announcer announcer;

  JobNews(ApplicationEventPublisher publisher, Announcer announcer) {
    this.publisher = publisher;
    this.announcer = announcer;
  }

  void finished(Collection<String> ids) {
    if (!ids.isEmpty()) {
      publisher.publishEvent(new JobFinished(jobs(ids)));
      announcer.afterCommit(ids);
    }
  }

  void deleted(JobId id) {
    publisher.publishEvent(new JobDeleted(id));
  }

  void moved(Step step, Collection<String> ids) {
    if (!ids.isEmpty()) {
      publisher.publishEvent(new JobMoved(step, jobs(ids)));
      announcer.afterCommit(ids);
    }
  }

  private static List<JobId> jobs(Collection<String> ids) {
    return ids.stream().map(JobId::new).toList();
  }
}
