package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sorts the provider's errors: by its code word where it is known, else by the status. Pure.
final class EmpirioLabsFailures {
  /// Statuses that prove that no task was made.
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);

  private static final int UNAVAILABLE = 503;
  private static final String NO_WORKER = "model_unavailable";

  /// How refused content is called is not documented, so any word that says it is believed.
  private static final Pattern CONTENT =
      Pattern.compile(".*(content_policy|moderation|sensitive|safety|nsfw).*");

  private EmpirioLabsFailures() {}

  /// Whether the answer proves that no task was made.
  static boolean refused(int status, EmpirioLabsAnswer body) {
    return REFUSALS.contains(status)
        || (status == UNAVAILABLE && NO_WORKER.equals(body.errorCode()));
  }

  static Failure ofStatus(Reply.Answered answer, EmpirioLabsAnswer body, SafeText safe) {
    String code = body.errorCode();
    FailureKind byCode = ofCode(code);
    return new Failure(
        byCode == null ? ofStatus(answer.status()) : byCode,
        safe.of(Objects.requireNonNullElse(code, Integer.toString(answer.status()))),
        safe.of(body.errorText().orElse(answer.body())),
        answer.retryAfter());
  }

  /// A task that ended badly.
  static Failure ofTask(EmpirioLabsAnswer body, SafeText safe) {
    String code = body.errorCode();
    FailureKind byCode = ofCode(code);
    return Failure.of(
        byCode == null ? FailureKind.PROVIDER_ERROR : byCode,
        code == null ? null : safe.of(code),
        safe.of(body.errorText().orElse("the task failed")));
  }

  private static @Nullable FailureKind ofCode(@Nullable String code) {
    return switch (code) {
      case null -> null;
      case "missing_api_key", "invalid_api_key" -> FailureKind.AUTH;
      case "insufficient_credits" -> FailureKind.BALANCE;
      case "model_not_found" -> FailureKind.NOT_FOUND;
      case "rate_limit_exceeded" -> FailureKind.RATE_LIMITED;
      case NO_WORKER, "upstream_error" -> FailureKind.PROVIDER_ERROR;
      case "template_model_unsupported", "template_not_found" -> FailureKind.INVALID_INPUT;
      default -> CONTENT.matcher(code).matches() ? FailureKind.MODERATION : null;
    };
  }

  private static FailureKind ofStatus(int status) {
    return switch (status) {
      case 401 -> FailureKind.AUTH;
      case 402 -> FailureKind.BALANCE;
      case 403 -> FailureKind.FORBIDDEN;
      case 404 -> FailureKind.NOT_FOUND;
      case 408, 504 -> FailureKind.TIMEOUT;
      case 429 -> FailureKind.RATE_LIMITED;
      case 400, 413, 415, 422 -> FailureKind.INVALID_INPUT;
      default -> status < 400 ? FailureKind.UNREADABLE : FailureKind.PROVIDER_ERROR;
    };
  }
}
