package io.reelgate.video;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Size;
import io.reelgate.job.JobId;
import io.reelgate.job.JobState;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.job.StoredOutput;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.TenantId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds the outputs of finished videos: for edits and extensions that name one, and for downloads.
@Component
class Sources {
  private final Jobs jobs;
  private final Clock clock;

  Sources(Jobs jobs, Clock clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  /// The clip to start from, by the id of the video that made it.
  ///
  /// @throws ProblemException 404 for every reason why it is not there
  SourceClip clip(TenantId tenant, String id) {
    JobView job = find(tenant, id, "video");
    StoredOutput output = output(job, 0, "video");
    Size size =
        output.width() == null || output.height() == null
            ? job.spec().shape().size()
            : new Size(output.width(), output.height());
    return new SourceClip(
        job.id().value(),
        new ModelId(job.model()),
        output.url(),
        output.duration(),
        job.spec().shape().resolution(),
        size);
  }

  JobView find(TenantId tenant, String id) {
    return find(tenant, id, "id");
  }

  private JobView find(TenantId tenant, String id, String param) {
    return JobId.parse(id)
        .flatMap(parsed -> jobs.find(tenant, parsed))
        .orElseThrow(() -> ProblemCode.VIDEO_NOT_FOUND.problem(param, "there is no such video"));
  }

  /// One output of a video, if it can be fetched now.
  StoredOutput output(JobView job, int index) {
    return output(job, index, null);
  }

  private StoredOutput output(JobView job, int index, @Nullable String param) {
    if (!job.state().terminal()) {
      throw ProblemCode.VIDEO_NOT_READY.problem(param, "the video is not finished yet");
    }
    if (job.state() != JobState.COMPLETED) {
      throw ProblemCode.VIDEO_NOT_AVAILABLE.problem(param, "the video has no output, it failed");
    }
    if (expired(job.ending() == null ? null : job.ending().expiresAt())) {
      throw ProblemCode.VIDEO_EXPIRED.problem(param, "the video's files have expired");
    }
    if (index < 0 || index >= job.outputs().size()) {
      throw ProblemCode.VARIANT_NOT_AVAILABLE.problem(
          "index", "index must be 0 to " + (job.outputs().size() - 1));
    }
    return job.outputs().get(index);
  }

  private boolean expired(@Nullable Instant expiresAt) {
    return expiresAt == null || !clock.instant().isBefore(expiresAt);
  }
}
