package io.reelgate.provider.wavespeed;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Envelope;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Sorts the provider's errors. Pure.
final class WaveSpeedFailures {
  /// Statuses that prove that no task was made.
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);

  private static final int REQUEST_TIMEOUT = 408;
  private static final Pattern NO_MONEY =
      Pattern.compile(
          "(?is).*(insufficient|not enough)\\W+(\\w+\\W+){0,3}(credit|balance|fund)s?\\b.*"
              + "|.*\\b(credit|balance|fund)s?\\W+(\\w+\\W+){0,3}(insufficient|not enough)\\b.*");
  private static final Pattern CONTENT = Pattern.compile("(?is).*(sensitive|nsfw|moderation).*");
  private static final Pattern NO_MODEL = Pattern.compile("(?is).*\\bmodel not found\\b.*");

  private WaveSpeedFailures() {}

  /// Whether the status proves that no task was made.
  static boolean refused(int status, String text) {
    return REFUSALS.contains(status)
        || (clientError(status) && status != REQUEST_TIMEOUT && NO_MONEY.matcher(text).matches());
  }

  /// @param status of the answer, or the envelope's code where that contradicts it
  static Failure ofStatus(
      int status, Reply.Answered answer, @Nullable Envelope body, SafeText safe) {
    String text = text(answer, body);
    Integer code = body == null ? null : body.code();
    FailureKind byCode = code == null ? null : ofCode(code);
    return new Failure(
        byCode == null ? kind(status, text) : byCode,
        Integer.toString(byCode == null || code == null ? status : code),
        safe.of(text),
        answer.retryAfter());
  }

  /// Why a question got no answer of use.
  ///
  /// @param unreadable what to say where the provider seems content but cannot be understood
  static Failure ofSilence(Reply reply, String unreadable, SafeText safe) {
    return switch (reply) {
      case Reply.NotSent(Failure failure) -> failure;
      case Reply.Lost(Failure failure) -> failure;
      case Reply.Answered answer when answer.successful() ->
          Failure.of(FailureKind.UNREADABLE, Integer.toString(answer.status()), unreadable);
      case Reply.Answered answer -> ofStatus(answer.status(), answer, null, safe);
    };
  }

  /// A task that ended badly.
  static Failure ofTask(@Nullable Integer code, @Nullable JsonNode error, SafeText safe) {
    String text = Objects.requireNonNullElse(text(error), "the task failed");
    FailureKind byCode = code == null ? null : ofCode(code);
    return Failure.of(
        byCode == null ? ofText(text) : byCode,
        code == null ? null : code.toString(),
        safe.of(text));
  }

  static String text(Reply.Answered answer, @Nullable Envelope body) {
    if (body == null) {
      return answer.body();
    }
    return Stream.of(body.message(), text(body.error()), text(body.detail()), first(body.errors()))
        .filter(Objects::nonNull)
        .filter(each -> !each.isBlank())
        .findFirst()
        .orElse(answer.body());
  }

  private static @Nullable FailureKind ofCode(int code) {
    return switch (code) {
      case 1200 -> FailureKind.MODERATION;
      case 1400, 1401 -> FailureKind.INVALID_INPUT;
      case 1402 -> FailureKind.MEDIA_UNREACHABLE;
      case 1403, 1405, 1406, 5000, 5003 -> FailureKind.PROVIDER_ERROR;
      case 1407 -> FailureKind.BALANCE;
      case 5004 -> FailureKind.TIMEOUT;
      default -> null;
    };
  }

  private static FailureKind kind(int status, String text) {
    if (clientError(status) && NO_MONEY.matcher(text).matches()) {
      return FailureKind.BALANCE;
    }
    return switch (status) {
      case 401 -> FailureKind.AUTH;
      case 402 -> FailureKind.BALANCE;
      case 403 -> CONTENT.matcher(text).matches() ? FailureKind.MODERATION : FailureKind.FORBIDDEN;
      case 404 -> FailureKind.NOT_FOUND;
      case 429 -> FailureKind.RATE_LIMITED;
      case 400, 413, 415, 422 -> invalid(text);
      case REQUEST_TIMEOUT, 504 -> FailureKind.TIMEOUT;
      default -> status < 400 ? FailureKind.UNREADABLE : FailureKind.PROVIDER_ERROR;
    };
  }

  private static FailureKind invalid(String text) {
    if (CONTENT.matcher(text).matches()) {
      return FailureKind.MODERATION;
    }
    return NO_MODEL.matcher(text).matches() ? FailureKind.NOT_FOUND : FailureKind.INVALID_INPUT;
  }

  private static FailureKind ofText(String text) {
    if (CONTENT.matcher(text).matches()) {
      return FailureKind.MODERATION;
    }
    return NO_MONEY.matcher(text).matches() ? FailureKind.BALANCE : FailureKind.PROVIDER_ERROR;
  }

  private static boolean clientError(int status) {
    return status >= 400 && status < 500;
  }

  private static @Nullable String first(@Nullable JsonNode list) {
    return list == null ? null : text(list.isArray() ? list.get(0) : list);
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    JsonNode text = node.isObject() ? node.get("message") : node;
    return text != null && text.isString() && !text.stringValue().isBlank()
        ? text.stringValue()
        : null;
  }
}
