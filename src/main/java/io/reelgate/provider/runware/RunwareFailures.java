package io.reelgate.provider.runware;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.runware.RunwareWire.Fault;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sorts the provider's errors: by their code, of which new ones appear at any time, and by the
/// HTTP status only where the code is not known. Pure.
final class RunwareFailures {
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 402, 403, 404, 413, 415, 422, 429);

  private static final Set<String> AUTH = Set.of("invalidapikey", "missingapikey", "unauthorized");
  private static final Pattern CLOSED_ACCOUNT = Pattern.compile("account.*(suspended|disabled)");
  private static final Set<String> FORBIDDEN = Set.of("forbidden", "permissiondenied");
  private static final Pattern BALANCE =
      Pattern.compile(".*insufficientcredits|quotaexceeded|paymentrequired");
  private static final Pattern RATE =
      Pattern.compile(".*ratelimitexceeded|concurrentrequestlimitexceeded");
  private static final Set<String> TIMEOUT =
      Set.of(
          "timeoutprovider", "failedprovidertimeout", "providertimeout", "providergatewaytimeout");
  private static final Set<String> MODERATION =
      Set.of(
          "invalidprovidercontent",
          "contentpolicyviolation",
          "providercontentpolicyviolation",
          "sensitivecontentdetected",
          "unsafecontentdetected",
          "nsfwcontentdetected",
          "promptblocked",
          "imageblocked",
          "moderationfailed");
  private static final Set<String> MEDIA = Set.of("medianotfound", "mediaexpired");
  private static final Set<String> FORGOTTEN =
      Set.of("tasknotfound", "taskexpired", "taskfailedornotfound");
  private static final Set<String> NO_MODEL = Set.of("modelnotfound", "unknownmodel");

  /// The provider's own house is in disorder, which says nothing about a task.
  private static final Set<String> SERVER =
      Set.of(
          "internalservererror",
          "serviceunavailable",
          "serverunavailable",
          "unknownerror",
          "standarderror");

  private static final Set<String> UPSTREAM =
      Set.of(
          "providererror",
          "providerunavailable",
          "providerbadgateway",
          "providerinternalerror",
          "inferenceerror",
          "processingfailed",
          "noavailableserver",
          "modelnotready",
          "modelunavailable",
          "downloadfailed",
          "uploadfailed");

  private static final Pattern INVALID =
      Pattern.compile("(invalid|missing|unsupported|incompatible|value|array|max).*");
  private static final String CONFLICT = "conflicttaskuuid";
  private static final Pattern CONTENT =
      Pattern.compile(
          "(?is).*(moderat|safety|policy|sensitive|inspection|copyright|real person).*");

  private RunwareFailures() {}

  /// Whether there is a task under this id already.
  static boolean conflict(Fault fault) {
    return CONFLICT.equals(code(fault));
  }

  /// Whether the provider does not know the task, or not any more.
  static boolean forgotten(Fault fault) {
    return FORGOTTEN.contains(code(fault));
  }

  /// Whether the error can be about the question alone and not about the task that it names.
  static boolean aboutTheQuestion(Fault fault, FailureKind kind) {
    return SERVER.contains(code(fault))
        || conflict(fault)
        || switch (kind) {
          case AUTH, BALANCE, FORBIDDEN, RATE_LIMITED -> true;
          case MODERATION,
              INVALID_INPUT,
              MEDIA_UNREACHABLE,
              PROVIDER_ERROR,
              TIMEOUT,
              STOPPED_UPSTREAM,
              NOT_FOUND,
              NETWORK,
              UNREADABLE,
              DEADLINE ->
              false;
        };
  }

  /// Whether the error, in answer to an order that was never sent before, proves that there is no
  /// task. In doubt it does not: a task that is looked for in vain costs less than a second one.
  static boolean refuses(Fault fault, FailureKind kind, int status) {
    boolean no =
        switch (kind) {
          case MODERATION,
              INVALID_INPUT,
              MEDIA_UNREACHABLE,
              AUTH,
              BALANCE,
              FORBIDDEN,
              RATE_LIMITED,
              NOT_FOUND ->
              true;
          case PROVIDER_ERROR, TIMEOUT, STOPPED_UPSTREAM, NETWORK, UNREADABLE, DEADLINE -> false;
        };
    return no && (kind == ofCode(code(fault)) || status / 100 == 2 || REFUSALS.contains(status));
  }

  /// Whether a status proves, without a word, that an order never sent before made no task.
  static boolean refuses(int status) {
    return REFUSALS.contains(status);
  }

  static Failure of(Fault fault, Reply.Answered answer, SafeText safe) {
    return new Failure(
        kind(fault, answer.status()),
        fault.code() == null ? Integer.toString(answer.status()) : safe.of(fault.code()),
        safe.of(Objects.requireNonNullElse(fault.message(), "the provider does not say why")),
        answer.retryAfter());
  }

  /// An answer without a word about the task.
  static Failure ofStatus(Reply.Answered answer, SafeText safe) {
    String text = answer.body().isBlank() ? "the answer says nothing" : answer.body();
    return new Failure(
        answer.successful() ? FailureKind.UNREADABLE : ofStatus(answer.status()),
        Integer.toString(answer.status()),
        answer.successful() ? "the answer does not name the task" : safe.of(text),
        answer.retryAfter());
  }

  static FailureKind kind(Fault fault, int status) {
    FailureKind known = ofCode(code(fault));
    String message = Objects.requireNonNullElse(fault.message(), "");
    if (known == null || known == FailureKind.PROVIDER_ERROR) {
      // refused content can hide under a code that says no more than "error"
      return CONTENT.matcher(message).matches()
          ? FailureKind.MODERATION
          : Objects.requireNonNullElseGet(known, () -> ofStatus(status));
    }
    return known;
  }

  private static @Nullable FailureKind ofCode(String code) {
    if (AUTH.contains(code) || CLOSED_ACCOUNT.matcher(code).matches()) {
      return FailureKind.AUTH;
    } else if (FORBIDDEN.contains(code)) {
      return FailureKind.FORBIDDEN;
    } else if (BALANCE.matcher(code).matches()) {
      return FailureKind.BALANCE;
    } else if (RATE.matcher(code).matches()) {
      return FailureKind.RATE_LIMITED;
    } else if (FORGOTTEN.contains(code) || NO_MODEL.contains(code)) {
      return FailureKind.NOT_FOUND;
    }
    return ofTaskCode(code);
  }

  private static @Nullable FailureKind ofTaskCode(String code) {
    if (MODERATION.contains(code)) {
      return FailureKind.MODERATION;
    } else if (TIMEOUT.contains(code)) {
      return FailureKind.TIMEOUT;
    } else if (MEDIA.contains(code)) {
      return FailureKind.MEDIA_UNREACHABLE;
    } else if (code.equals("taskcancelled")) {
      return FailureKind.STOPPED_UPSTREAM;
    } else if (UPSTREAM.contains(code) || SERVER.contains(code)) {
      return FailureKind.PROVIDER_ERROR;
    }
    return INVALID.matcher(code).matches() ? FailureKind.INVALID_INPUT : null;
  }

  private static FailureKind ofStatus(int status) {
    return switch (status) {
      case 400, 413, 415, 422 -> FailureKind.INVALID_INPUT;
      case 401 -> FailureKind.AUTH;
      case 402 -> FailureKind.BALANCE;
      case 403 -> FailureKind.FORBIDDEN;
      case 404 -> FailureKind.NOT_FOUND;
      case 429 -> FailureKind.RATE_LIMITED;
      case 408, 504 -> FailureKind.TIMEOUT;
      default -> FailureKind.PROVIDER_ERROR;
    };
  }

  private static String code(Fault fault) {
    return fault.code() == null ? "" : fault.code().strip().toLowerCase(Locale.ROOT);
  }
}
