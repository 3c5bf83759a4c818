package io.reelgate.sandbox.wavespeed;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The provider's JSON, in the provider's own words.
final class WaveSpeedWire {
  private WaveSpeedWire() {}

  record Envelope(int code, String message, Object data) {
    static Envelope of(Object data) {
      return new Envelope(200, "success", data);
    }
  }

  static Map<String, Object> error(int code, String message) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("code", code);
    body.put("message", message);
    return body;
  }

  /// A task. `code` and `input` are left out when there is nothing to say, `outputs` never is.
  @JsonInclude(Include.NON_NULL)
  record Prediction(
      @Nullable String id,
      String model,
      @JsonInclude(Include.ALWAYS) @Nullable List<Object> outputs,
      Urls urls,
      @JsonProperty("has_nsfw_contents") List<Boolean> hasNsfwContents,
      String status,
      @JsonProperty("created_at") String createdAt,
      String error,
      @Nullable Integer code,
      long executionTime,
      Timings timings,
      @Nullable JsonNode input) {

    Prediction withoutId() {
      return new Prediction(
          null,
          model,
          outputs,
          urls,
          hasNsfwContents,
          status,
          createdAt,
          error,
          code,
          executionTime,
          timings,
          input);
    }
  }

  record Urls(String get) {}

  record Timings(long inference) {}

  record Page(int page, List<Prediction> items) {}

  record Quote(
      @JsonProperty("model_id") String modelId,
      double price,
      @JsonProperty("discounted_price") double discountedPrice,
      @JsonProperty("discount_rate") int discountRate,
      String currency) {}

  record Bills(int page, @JsonProperty("has_more") boolean hasMore, List<Bill> items) {}

  record Bill(
      String uuid,
      @JsonProperty("billing_type") String billingType,
      double price,
      @JsonProperty("created_at") String createdAt,
      @JsonProperty("access_key_name") String accessKeyName,
      @JsonProperty("access_key_uuid") String accessKeyUuid,
      Order order,
      Billed prediction,
      Map<String, Object> consumption) {}

  record Order(
      String uuid,
      String state,
      double price,
      @JsonProperty("origin_price") double originPrice,
      String status) {}

  record Billed(String uuid, @JsonProperty("model_uuid") String modelUuid, String status) {}

  record Usage(
      @JsonProperty("per_model_usage") List<ModelUsage> perModelUsage,
      @JsonProperty("daily_usage") List<DayUsage> dailyUsage,
      UsageSummary summary) {}

  record ModelUsage(
      @JsonProperty("model_uuid") String modelUuid,
      @JsonProperty("unit_price") double unitPrice,
      @JsonProperty("total_cost") double totalCost,
      @JsonProperty("total_count") long totalCount) {}

  record DayUsage(String date, double amount, long count) {}

  record UsageSummary(
      @JsonProperty("total_cost") double totalCost,
      @JsonProperty("total_requests") long totalRequests,
      @JsonProperty("success_requests") long successRequests) {}
}
