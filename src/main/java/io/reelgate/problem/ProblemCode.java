package io.reelgate.problem;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every public error of the API: the code word is the lower-case name, beside it the HTTP status,
/// the error type that SDKs know, and what a client's automatic retry should do.
public enum ProblemCode {
  INVALID_JSON(400, "invalid_request_error"),
  MISSING_REQUIRED_PARAMETER(400, "invalid_request_error"),
  INVALID_VALUE(400, "invalid_request_error"),
  UNKNOWN_PARAMETER(400, "invalid_request_error"),
  UNSUPPORTED_PARAMETER(400, "invalid_request_error"),
  UNSUPPORTED_DURATION(400, "invalid_request_error"),
  UNSUPPORTED_SIZE(400, "invalid_request_error"),
  UNSUPPORTED_RESOLUTION(400, "invalid_request_error"),
  CONFLICTING_PARAMETERS(400, "invalid_request_error"),
  AMBIGUOUS_FORM_ARRAY(400, "invalid_request_error"),
  INVALID_MEDIA(400, "invalid_request_error"),
  MAX_COST_EXCEEDED(400, "invalid_request_error"),
  CONTENT_POLICY_VIOLATION(400, "invalid_request_error"),
  /// No provider that the request permits can serve it.
  NO_ROUTE(400, "invalid_request_error"),
  INVALID_API_KEY(401, "authentication_error"),
  INSUFFICIENT_CREDITS(402, "insufficient_quota"),
  BUDGET_EXCEEDED(402, "insufficient_quota"),
  INSUFFICIENT_SCOPE(403, "permission_error"),
  MODEL_NOT_ALLOWED(403, "permission_error"),
  KEY_DISABLED(403, "permission_error"),
  VIDEO_NOT_FOUND(404, "invalid_request_error"),
  MODEL_NOT_FOUND(404, "invalid_request_error"),
  VIDEO_NOT_READY(404, "invalid_request_error"),
  VIDEO_NOT_AVAILABLE(404, "invalid_request_error"),
  VIDEO_EXPIRED(404, "invalid_request_error"),
  VARIANT_NOT_AVAILABLE(404, "invalid_request_error"),
  UNSUPPORTED_ENDPOINT(404, "invalid_request_error"),
  /// An object of the admin API that is not there.
  NOT_FOUND(404, "invalid_request_error"),
  METHOD_NOT_ALLOWED(405, "invalid_request_error"),
  IDEMPOTENCY_IN_PROGRESS(409, "conflict_error", Retry.AFTER_ONE_SECOND),
  VIDEO_IN_PROGRESS(409, "conflict_error", Retry.NEVER),
  NOT_CANCELLABLE(409, "conflict_error", Retry.NEVER),
  /// An admin request that would break a rule between objects.
  CONFLICT(409, "conflict_error", Retry.NEVER),
  PAYLOAD_TOO_LARGE(413, "invalid_request_error"),
  UNSUPPORTED_MEDIA_TYPE(415, "invalid_request_error"),
  IDEMPOTENCY_KEY_REUSED(422, "invalid_request_error"),
  RATE_LIMIT_EXCEEDED(429, "rate_limit_error", Retry.AFTER_ONE_SECOND),
  CONCURRENCY_LIMIT_EXCEEDED(429, "rate_limit_error", Retry.AFTER_ONE_SECOND),
  HEADERS_TOO_LARGE(431, "invalid_request_error"),
  INTERNAL_ERROR(500, "server_error"),
  /// The provider's copy of an output cannot be read just now; never an answer to a create.
  OUTPUT_UNREACHABLE(502, "server_error"),
  OVERLOADED(503, "server_error", Retry.AFTER_ONE_SECOND);

  /// What the answer tells an SDK about trying the same request again by itself.
  enum Retry {
    /// The status alone decides.
    BY_STATUS,
    /// {@code x-should-retry: false}, because SDKs retry this status otherwise.
    NEVER,
    /// {@code Retry-After: 1}.
    AFTER_ONE_SECOND
  }

  private final int status;
  private final String type;
  private final Retry retry;

  ProblemCode(int status, String type) {
    this(status, type, Retry.BY_STATUS);
  }

  ProblemCode(int status, String type, Retry retry) {
    this.status = status;
    this.type = type;
    this.retry = retry;
  }

  public int status() {
    return status;
  }

  public String type() {
    return type;
  }

  Retry retry() {
    return retry;
  }

  /// The word on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The problem as an exception to throw.
  ///
  /// @param param the offending field as the caller wrote it, or null when no single field is at
  ///   fault
  /// @param message one sentence for the caller, naming the field and the allowed values
  public ProblemException problem(@Nullable String param, String message) {
    return new ProblemException(this, param, message);
  }
}
