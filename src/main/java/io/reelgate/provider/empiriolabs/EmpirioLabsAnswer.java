package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One answer of the API, read in every shape that is known: the documents, the provider's own
/// clients and comparable APIs differ in where they put the same thing.
record EmpirioLabsAnswer(JsonNode body) {
  private static final List<JsonPointer> IDS =
      places("/job_id", "/id", "/task_id", "/request_id", "/data/job_id", "/data/id");
  private static final List<JsonPointer> STATES = places("/status", "/state", "/data/status");

  /// Lists of files, or one file, each an object with a URL.
  private static final List<JsonPointer> RESULTS =
      places("/result/data", "/result", "/result/video", "/result/output", "/output", "/data");

  private static final List<JsonPointer> PLAIN_RESULTS = places("/video_url", "/result/video_url");
  private static final List<JsonPointer> RESULTS_AT_ONCE =
      places("/data", "/result/data", "/output", "/video", "");
  private static final List<JsonPointer> CODES =
      places("/error/code", "/error/type", "/code", "/data/error/code");
  private static final List<JsonPointer> MESSAGES =
      places("/error/message", "/error", "/message", "/detail", "/data/error/message");

  static EmpirioLabsAnswer of(Reply.Answered answer) {
    JsonNode none = MissingNode.getInstance();
    return new EmpirioLabsAnswer(
        ProviderJson.read(answer.body(), JsonNode.class).filter(JsonNode::isObject).orElse(none));
  }

  /// The task that a submit made. Beside an error only the one name that can mean nothing else
  /// counts.
  @Nullable String id() {
    return isError() ? jobId() : text(IDS).orElse(null);
  }

  private boolean isError() {
    JsonNode error = body.path("error");
    return error.isObject() ? !error.isEmpty() : error.isString() && !error.stringValue().isBlank();
  }

  /// The task that a state is about.
  @Nullable String jobId() {
    JsonNode id = body.path("job_id");
    return id.isString() ? id.stringValue() : null;
  }

  /// The task's state in lower case.
  @Nullable String state() {
    return text(STATES).map(state -> state.strip().toLowerCase(Locale.ROOT)).orElse(null);
  }

  /// Where the file of a finished task lies.
  Optional<String> result() {
    return EmpirioLabsUrls.best(
        Stream.concat(
            RESULTS.stream().map(body::at).flatMap(EmpirioLabsAnswer::urls),
            PLAIN_RESULTS.stream().map(body::at).flatMap(EmpirioLabsAnswer::texts)));
  }

  /// The file in an answer to a submit that did not make anybody wait.
  Optional<String> resultAtOnce() {
    return EmpirioLabsUrls.best(
        RESULTS_AT_ONCE.stream().map(body::at).flatMap(EmpirioLabsAnswer::urls));
  }

  /// Up to 1 it is a share, above a percentage.
  @Nullable Integer percent() {
    JsonNode progress = body.path("progress");
    if (!progress.isNumber()) {
      return null;
    }
    double value = progress.doubleValue();
    return Math.clamp(Math.round(value <= 1 ? value * 100 : value), 0, 100);
  }

  @Nullable Instant completedAt() {
    JsonNode time = body.path("completed_at");
    try {
      return time.isString() ? OffsetDateTime.parse(time.stringValue()).toInstant() : null;
    } catch (DateTimeException malformed) {
      return null;
    }
  }

  /// The provider's word for an error, in lower case.
  @Nullable String errorCode() {
    return text(CODES).map(code -> code.strip().toLowerCase(Locale.ROOT)).orElse(null);
  }

  Optional<String> errorText() {
    return text(MESSAGES);
  }

  /// An amount of money at a place, if it is one.
  static Optional<BigDecimal> dollars(JsonNode amount) {
    String text = amount.isNumber() || amount.isString() ? amount.asString().strip() : "";
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,18})?(E-[0-9]{1,2})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// The texts of a node that is one or a list of them.
  static Stream<String> texts(JsonNode node) {
    Stream<JsonNode> each = node.isArray() ? node.valueStream() : Stream.of(node);
    return each.filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  private static Stream<String> urls(JsonNode node) {
    Stream<JsonNode> each = node.isArray() ? node.valueStream() : Stream.of(node);
    return each.map(one -> one.path("url")).filter(JsonNode::isString).map(JsonNode::stringValue);
  }

  private Optional<String> text(List<JsonPointer> places) {
    return places.stream()
        .map(body::at)
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static List<JsonPointer> places(String... pointers) {
    return Stream.of(pointers).map(JsonPointer::compile).toList();
  }
}
