package io.reelgate.video;

import io.reelgate.job.JobId;
import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.TenantId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Remembers which request made which job, in the job's own transaction: key and job are durable
/// together or not at all. A second request with the same key waits for the first one's commit.
@Repository
class IdempotencyKeys {
  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private static final String TAKE =
      """
      insert into idempotency (tenant_id, method, path, key, fingerprint, status)
      values (:tenant, 'POST', :path, :key, decode(:fingerprint, 'hex'), :status)
      on conflict (tenant_id, method, path, key) do nothing
      returning job_id
      """;

  private static final String FIRST =
      """
      select job_id, fingerprint = decode(:fingerprint, 'hex') as same from idempotency
      where tenant_id = :tenant and method = 'POST' and path = :path and key = :key
      """;

  private final JdbcClient jdbc;

  IdempotencyKeys(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// A key as used on one path by one tenant.
  record Use(TenantId tenant, String path, String key, String fingerprint) {}

  /// What a key stands for.
  sealed interface Taken {
    /// Nobody used it before: the job to make has this id.
    record ByUs(JobId id) implements Taken {}

    /// An equal request made this job.
    record Before(JobId id) implements Taken {}
  }

  private record First(String jobId, boolean same) {}

  /// The key in a header value, without the one pair of quotes that a structured field has.
  static Optional<String> key(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String trimmed = header.strip();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    String key = quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    if (!FORM.matcher(key).matches()) {
      throw ProblemCode.INVALID_VALUE.problem(
          "Idempotency-Key", "Idempotency-Key must be 1 to 255 visible ASCII characters");
    }
    return Optional.of(key);
  }

  /// Takes the key, or finds who took it. Blocks while another request with the key is not
  /// committed.
  ///
  /// @throws io.reelgate.problem.ProblemException when the key was used for another request
  @Transactional(propagation = Propagation.MANDATORY)
  Taken take(Use use) {
    return jdbc.sql(TAKE)
        .param("tenant", use.tenant().value())
        .param("path", use.path())
        .param("key", use.key())
        .param("fingerprint", use.fingerprint())
        .param("status", HttpStatus.OK.value())
        .query(String.class)
        .optional()
        .<Taken>map(id -> new Taken.ByUs(new JobId(id)))
        .orElseGet(() -> before(use));
  }

  private Taken before(Use use) {
    First first =
        jdbc.sql(FIRST)
            .param("tenant", use.tenant().value())
            .param("path", use.path())
            .param("key", use.key())
            .param("fingerprint", use.fingerprint())
            .query(First.class)
            .single();
    if (!first.same()) {
      throw ProblemCode.IDEMPOTENCY_KEY_REUSED.problem(
          "Idempotency-Key", "this Idempotency-Key was used for a different request");
    }
    return new Taken.Before(new JobId(first.jobId()));
  }
}
