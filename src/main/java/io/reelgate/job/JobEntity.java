package io.reelgate.job;

import io.reelgate.catalog.VideoSpec;
import io.reelgate.money.Usd;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/// A row of the view that joins a job with its work. For reading only: every change of state is SQL
/// with a row count check, in {@link JobMoves}.
@Entity
@Immutable
@Table(name = "job_view")
class JobEntity {
  @Id private String id = "";

  @SuppressWarnings("UnusedVariable") // only queries name it
  private String tenantId = "";

  private Instant createdAt = Instant.EPOCH;
  private String model = "";

  @Enumerated(EnumType.STRING)
  private JobState state = JobState.QUEUED;

  private String spec = "{}";
  private String metadata = "{}";
  private @Nullable String endUser;
  private String warnings = "[]";
  private @Nullable String sourceVideoId;
  private @Nullable Instant cancelRequestedAt;
  private @Nullable String provider;
  private @Nullable Integer attempts;
  private @Nullable Instant submittedAt;
  private @Nullable Integer expectedMs;
  private int progress;
  private long estimatedUsdMicros;
  private long worstUsdMicros;
  private @Nullable Long maxCostUsdMicros;
  private @Nullable Long actualUsdMicros;
  private @Nullable Instant finishedAt;
  private @Nullable Instant expiresAt;
  private @Nullable String outputs;
  private @Nullable Long seed;
  private @Nullable String errorCode;
  private @Nullable String errorMessage;
  private @Nullable String errorParam;

  protected JobEntity() {}

  JobView view(JobJson json) {
    return new JobView(
        new JobId(id),
        createdAt,
        model,
        state,
        cancelRequestedAt != null,
        json.read(spec, VideoSpec.class),
        json.readMap(metadata),
        endUser,
        json.readList(warnings, JobWarning.class),
        sourceVideoId,
        work(),
        money(),
        ending(json));
  }

  private JobView.Work work() {
    Duration expected = expectedMs == null ? null : Duration.ofMillis(expectedMs);
    int tries = Objects.requireNonNullElse(attempts, 0);
    return new JobView.Work(provider, tries, submittedAt, expected, progress);
  }

  private JobView.Money money() {
    return new JobView.Money(
        new Usd(estimatedUsdMicros),
        new Usd(worstUsdMicros),
        usd(maxCostUsdMicros),
        usd(actualUsdMicros));
  }

  private JobView.@Nullable Ending ending(JobJson json) {
    return finishedAt == null
        ? null
        : new JobView.Ending(
            finishedAt,
            expiresAt,
            json.readList(Objects.requireNonNullElse(outputs, "[]"), StoredOutput.class),
            seed,
            errorCode,
            errorMessage,
            errorParam);
  }

  private static @Nullable Usd usd(@Nullable Long micros) {
    return micros == null ? null : new Usd(micros);
  }
}
