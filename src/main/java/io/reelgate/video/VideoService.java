package io.reelgate.video;

import io.reelgate.job.CallbackFormat;
import io.reelgate.job.JobId;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.job.NewJob;
import io.reelgate.outbound.TargetRules;
import io.reelgate.outbound.UrlCheck;
import io.reelgate.problem.ProblemCode;
import io.reelgate.routing.RouteDecision;
import io.reelgate.tenant.Caller;
import io.reelgate.tenant.TenantId;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.DecodedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Accepts requests for videos. Accepting is one transaction: key, job and answer, or nothing at
/// all.
@Service
class VideoService {
  /// An SDK's automatic retry comes within this time after the first try.
  private static final Duration RETRY_WINDOW = Duration.ofMinutes(2);

  private final Planner planner;
  private final Jobs jobs;
  private final IdempotencyKeys keys;
  private final Acceptance acceptance;
  private final TargetRules targets;

  VideoService(
      Planner planner,
      Jobs jobs,
      IdempotencyKeys keys,
      Acceptance acceptance,
      TargetRules targets) {
    this.planner = planner;
    this.jobs = jobs;
    this.keys = keys;
    this.acceptance = acceptance;
    this.targets = targets;
  }

  /// How a request came in.
  ///
  /// @param path the operation's path, the scope of its idempotency key
  /// @param key null when the caller sent none
  /// @param retryCount what an SDK says of its own automatic retries; null when it says nothing
  record Arrival(String path, @Nullable String key, @Nullable Integer retryCount) {}

  /// @param replayed whether an earlier request made the job
  record Accepted(JobView job, boolean replayed) {}

  Accepted create(Caller caller, DecodedRequest request, Arrival arrival) {
    return acceptance.accept(commit -> decide(caller, request, arrival, commit));
  }

  private Accepted decide(
      Caller caller, DecodedRequest request, Arrival arrival, Acceptance.Commit commit) {
    Optional<JobId> before = Optional.empty();
    JobId reserved = null;
    if (arrival.key() != null) {
      var use =
          new IdempotencyKeys.Use(
              caller.tenant(), arrival.path(), arrival.key(), request.fingerprint().hex());
      switch (keys.take(use)) {
        case IdempotencyKeys.Taken.ByUs(JobId id) -> reserved = id;
        case IdempotencyKeys.Taken.Before(JobId id) -> before = Optional.of(id);
      }
    } else if (arrival.retryCount() != null) {
      before = firstTry(caller, request, arrival.retryCount());
    }
    return before.isPresent()
        ? new Accepted(read(caller.tenant(), before.get()), true)
        : new Accepted(enqueue(caller, request, arrival, reserved, commit), false);
  }

  /// What an SDK's retry without a key repeats. Requests that are no retries are never joined: some
  /// clients post equal requests on purpose.
  private Optional<JobId> firstTry(Caller caller, DecodedRequest request, int retryCount) {
    var fingerprint = new NewJob.Fingerprint(request.fingerprint().hex());
    boolean retry = retryCount > 0;
    jobs.lineUp(caller.key().value(), fingerprint, retry);
    return retry
        ? jobs.claimRetry(caller.key().value(), fingerprint, retryCount, RETRY_WINDOW)
        : Optional.empty();
  }

  private JobView enqueue(
      Caller caller,
      DecodedRequest request,
      Arrival arrival,
      @Nullable JobId id,
      Acceptance.Commit commit) {
    checkCallback(request.request().callbackUrl());
    Planner.Plan plan = planner.plan(caller, request);
    int retryCount = Objects.requireNonNullElse(arrival.retryCount(), 0);
    Jobs.Enqueued enqueued = jobs.enqueue(job(caller, request, plan, id, retryCount));
    commit.of(enqueued);
    return read(caller.tenant(), enqueued.id());
  }

  private static NewJob job(
      Caller caller,
      DecodedRequest decoded,
      Planner.Plan plan,
      @Nullable JobId id,
      int retryCount) {
    CreateVideoRequest request = decoded.request();
    return new NewJob(
        id,
        new NewJob.Owner(caller.tenant().value(), caller.key().value(), caller.live()),
        plan.askedModel(),
        plan.spec(),
        plan.policy(),
        labels(request),
        plan.warnings(),
        new NewJob.Fingerprint(decoded.fingerprint().hex()),
        retryCount,
        plan.route().candidates(),
        RouteDecision.of(plan.route(), List.of()),
        request.deadlineSeconds() == null ? null : Duration.ofSeconds(request.deadlineSeconds()));
  }

  /// The error names the rule and never the address.
  private void checkCallback(@Nullable String url) {
    if (url != null && targets.check(url) instanceof UrlCheck.Refused refused) {
      throw ProblemCode.INVALID_VALUE.problem("callback_url", "callback_url " + refused.reason());
    }
  }

  private static NewJob.Labels labels(CreateVideoRequest request) {
    return new NewJob.Labels(
        Objects.requireNonNullElse(request.metadata(), Map.of()),
        request.user(),
        callback(request),
        request.video() == null ? null : request.video().id());
  }

  private static NewJob.@Nullable Callback callback(CreateVideoRequest request) {
    if (request.callbackUrl() == null) {
      return null;
    }
    CallbackFormat format =
        Optional.ofNullable(request.callbackFormat())
            .flatMap(CallbackFormat::of)
            .orElse(CallbackFormat.STANDARD);
    return new NewJob.Callback(request.callbackUrl(), format);
  }

  private JobView read(TenantId tenant, JobId id) {
    return jobs.find(tenant, id)
        .orElseThrow(
            () -> ProblemCode.VIDEO_NOT_FOUND.problem(null, "the video of this key was deleted"));
  }
}
