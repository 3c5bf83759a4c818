package io.reelgate.sandbox.empiriolabs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The provider's JSON, in the provider's own words.
final class EmpirioLabsWire {
  private EmpirioLabsWire() {}

  /// Around every error of a path that exists.
  record Problem(Cause error) {
    static Problem of(String type, String code, String message) {
      return new Problem(new Cause(message, type, code));
    }
  }

  record Cause(String message, String type, String code) {}

  @JsonInclude(Include.NON_NULL)
  record Accepted(
      @JsonProperty("job_id") @Nullable String jobId,
      String status,
      @JsonProperty("poll_url") @Nullable String pollUrl) {}

  /// @param error an object or, in the other manner, a text
  record Job(
      @JsonProperty("job_id") String jobId,
      String status,
      double progress,
      @JsonProperty("created_at") String createdAt,
      @JsonProperty("completed_at") @Nullable String completedAt,
      @Nullable Object result,
      @Nullable Object error) {}

  record Usage(
      double balance,
      List<UsageEvent> events,
      @JsonProperty("next_cursor") @Nullable String nextCursor) {}

  record UsageEvent(
      String id,
      @JsonInclude(Include.NON_NULL) @JsonProperty("job_id") @Nullable String jobId,
      @JsonProperty("created_at") String createdAt,
      String source,
      String model,
      String endpoint,
      @JsonProperty("input_tokens") int inputTokens,
      @JsonProperty("output_tokens") int outputTokens,
      Cost cost,
      String status,
      @JsonProperty("status_code") int statusCode,
      @Nullable Object error,
      @JsonProperty("output_urls") List<String> outputUrls,
      Map<String, Object> metadata) {}

  record Cost(double amount, String currency) {}
}
