package io.reelgate.webhook.delivery;

import io.reelgate.job.JobFinished;
import io.reelgate.job.JobId;
import io.reelgate.job.JobMoved;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.outbound.TargetRules;
import io.reelgate.outbound.UrlCheck;
import io.reelgate.video.OpenRouterPayload;
import io.reelgate.video.VideoPayload;
import io.reelgate.webhook.EventType;
import io.reelgate.webhook.delivery.EventRows.Told;
import io.reelgate.webhook.delivery.EventRows.Wanted;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes events and their deliveries in the transaction that changes the jobs: this is the outbox.
/// A batch of jobs costs one look; only where somebody wants to hear of some, two statements more.
@Component
class DeliveryPlanner {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryPlanner.class);

  private final EventRows rows;
  private final EventBody bodies;
  private final Jobs jobs;
  private final VideoPayload payloads;
  private final OpenRouterPayload openRouter;
  private final TargetRules targets;
  private final DeliveryWakeup wakeup;

  DeliveryPlanner(
      EventRows rows,
      EventBody bodies,
      Jobs jobs,
      VideoPayload payloads,
      OpenRouterPayload openRouter,
      TargetRules targets,
      DeliveryWakeup wakeup) {
    this.rows = rows;
    this.bodies = bodies;
    this.jobs = jobs;
    this.payloads = payloads;
    this.openRouter = openRouter;
    this.targets = targets;
    this.wakeup = wakeup;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void finished(JobFinished news) {
    plan(news.jobs(), null);
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(JobMoved news) {
    plan(
        news.jobs(),
        switch (news.step()) {
          case QUEUED -> EventType.VIDEO_QUEUED;
          case STARTED -> EventType.VIDEO_IN_PROGRESS;
          case PROGRESSED -> EventType.VIDEO_PROGRESS;
        });
  }

  private void plan(List<JobId> ids, @Nullable EventType type) {
    List<Wanted> wanted =
        rows.interested(ids.stream().map(JobId::value).toList(), type == null ? null : type.word());
    if (!wanted.isEmpty()) {
      Map<String, JobView> views =
          jobs
              .changed(
                  wanted.stream().map(DeliveryPlanner::jobId).distinct().map(JobId::new).toList())
              .stream()
              .collect(Collectors.toMap(view -> view.id().value(), Function.identity()));
      List<Told> told = new ArrayList<>();
      for (Wanted each : wanted) {
        JobView job = views.get(jobId(each));
        if (job != null) {
          told.add(told(each, job));
        }
      }
      rows.insert(told);
      wakeup.afterCommit();
    }
  }

  private static String jobId(Wanted wanted) {
    return Objects.requireNonNull(wanted.jobId());
  }

  private Told told(Wanted wanted, JobView job) {
    String origin = wanted.callbackUrl() == null ? null : origin(job.id(), wanted.callbackUrl());
    return new Told(
        wanted.eventId(),
        wanted.tenantId(),
        wanted.type(),
        wanted.format(),
        job.id().value(),
        wanted.sequence(),
        body(wanted, job),
        wanted.endpoints(),
        wanted.callbackUrl(),
        origin);
  }

  private String body(Wanted wanted, JobView job) {
    return switch (wanted.format()) {
      case STANDARD ->
          bodies.of(
              wanted.eventId(),
              EventType.of(wanted.type()).orElseThrow(),
              wanted.createdAt(),
              wanted.sequence(),
              shown(
                  job,
                  each -> payloads.of(each, EventBody.MOST_BYTES - EventBody.ENVELOPE_BYTES),
                  DeliveryPlanner::names));
      case OPENROUTER ->
          bodies.openRouter(
              wanted.type(), wanted.createdAt(), shown(job, openRouter::of, openRouter::names));
    };
  }

  /// A video that cannot be shown must end all the same.
  private static ObjectNode shown(
      JobView job, Function<JobView, ObjectNode> whole, Function<JobView, ObjectNode> least) {
    try {
      return whole.apply(job);
    } catch (RuntimeException e) {
      LOG.error("job {}: its events tell only its status", job.id(), e);
      return least.apply(job);
    }
  }

  private static ObjectNode names(JobView job) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", job.id().value())
        .put("object", "video")
        .put("status", job.status());
  }

  /// A URL that was accepted before the rules became stricter is not called.
  private @Nullable String origin(JobId id, String url) {
    return switch (targets.check(url)) {
      case UrlCheck.Allowed(URI uri) -> uri.getScheme() + "://" + uri.getRawAuthority();
      case UrlCheck.Refused refused -> {
        LOG.warn("job {}: nobody is called back, callback_url {}", id, refused.reason());
        yield null;
      }
    };
  }
}
