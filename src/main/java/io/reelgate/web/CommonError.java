package io.reelgate.web;

import io.reelgate.problem.Problem;
import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An error that many routes of the API can answer with.
///
/// @param name its name among the document's components
/// @param status of HTTP
/// @param description what it means, its code words apart
/// @param example one code of its status, with a message and a field that would come with it
/// @param appliesTo which routes can have it
record CommonError(
    String name, int status, String description, Problem example, Predicate<ApiRoute> appliesTo) {
  private static final String RETRY_AFTER = "Retry-After";

  static final List<CommonError> ALL =
      List.of(
          of(
              "BadRequest",
              "A field is wrong; `param` names it.",
              ProblemCode.UNSUPPORTED_DURATION,
              "seconds",
              "seconds must be 4 to 15 for seedance-2.0-mini",
              ApiRoute::takesInput),
          of(
              "Unauthenticated",
              "The key is missing, wrong or revoked.",
              ProblemCode.INVALID_API_KEY,
              null,
              "the API key is not valid",
              ApiRoute::needsKey),
          of(
              "Forbidden",
              "The tenant is disabled, or the key may only read.",
              ProblemCode.INSUFFICIENT_SCOPE,
              null,
              "this key may only read",
              ApiRoute::isForTenants),
          of(
              "NotFound",
              "There is no such object, it belongs to somebody else, or it is not there yet.",
              ProblemCode.VIDEO_NOT_FOUND,
              "id",
              "there is no such video",
              ApiRoute::mayBeMissing),
          of(
              "Conflict",
              "Another request or the object's state stands in the way.",
              ProblemCode.VIDEO_IN_PROGRESS,
              null,
              "the video is not finished",
              ApiRoute::mayConflict),
          of(
              "TooLarge",
              "The body is too large.",
              ProblemCode.PAYLOAD_TOO_LARGE,
              null,
              "the body is larger than 1 MiB",
              ApiRoute::takesBody),
          of(
              "MediaType",
              "The body's content type is not supported here.",
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              null,
              "send application/json or multipart/form-data",
              ApiRoute::takesBody),
          of(
              "KeyReused",
              "The idempotency key came with another request before.",
              ProblemCode.IDEMPOTENCY_KEY_REUSED,
              "Idempotency-Key",
              "this key came with another request before",
              ApiRoute::takesIdempotencyKey),
          of(
              "TooMany",
              "Too many requests or videos at once; nothing was done.",
              ProblemCode.RATE_LIMIT_EXCEEDED,
              null,
              "too many requests",
              ApiRoute::isForTenants),
          of(
              "Internal",
              "Something failed on our side; on a create, no video exists.",
              ProblemCode.INTERNAL_ERROR,
              null,
              "something failed on our side",
              ApiRoute::hasEnvelope),
          of(
              "Unreachable",
              "The provider's copy of the file cannot be read just now.",
              ProblemCode.OUTPUT_UNREACHABLE,
              null,
              "the provider's copy of the file cannot be read now; try again",
              ApiRoute::streams),
          of(
              "Overloaded",
              "Not available just now; nothing was done.",
              ProblemCode.OVERLOADED,
              null,
              "not available just now",
              ApiRoute::hasEnvelope));

  private static CommonError of(
      String name,
      String description,
      ProblemCode code,
      @Nullable String param,
      String message,
      Predicate<ApiRoute> appliesTo) {
    Problem example = Problem.of(code.problem(param, message));
    String words =
        Arrays.stream(ProblemCode.values())
            .filter(each -> each.status() == code.status())
            .map(each -> "`" + each.word() + "`")
            .collect(Collectors.joining(", "));
    return new CommonError(
        name, code.status(), "%s Codes: %s.".formatted(description, words), example, appliesTo);
  }

  /// The answer's headers beside the request id, by name.
  SortedMap<String, Header> headers() {
    return switch (status) {
      case 401 -> new TreeMap<>(Map.of("WWW-Authenticate", header("Bearer: send a key.")));
      case 409 ->
          new TreeMap<>(
              Map.of(
                  RETRY_AFTER,
                  seconds("Seconds; only while an equal request is being accepted."),
                  "x-should-retry",
                  header("false where a repetition would not help.")));
      case 429, 503 ->
          new TreeMap<>(
              Map.of(
                  RETRY_AFTER,
                  seconds("Whole seconds, 1 to 60, after which the request may be repeated.")));
      default -> Collections.emptySortedMap();
    };
  }

  private static Header header(String description) {
    return new Header().description(description).schema(new StringSchema());
  }

  private static Header seconds(String description) {
    Schema<?> schema = new IntegerSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(60));
    return new Header().description(description).schema(schema);
  }
}
