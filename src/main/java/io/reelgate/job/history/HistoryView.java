package io.reelgate.job.history;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.routing.RouteDecision;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A job as operators see it. Amounts are US dollars in decimal strings.
@Schema(name = "VideoHistory", description = "What became of a video, attempt by attempt.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record HistoryView(
    @Schema(description = "The video's id.", requiredMode = REQUIRED) String id,
    @Schema(
            description = "The word video.history.",
            requiredMode = REQUIRED,
            allowableValues = "video.history")
        String object,
    @Schema(description = "The tenant's id.", requiredMode = REQUIRED) @JsonProperty("tenant_id")
        String tenantId,
    @Schema(description = "Whether real accounts are used.", requiredMode = REQUIRED) boolean live,
    @Schema(description = "The model as the caller named it.", requiredMode = REQUIRED)
        String model,
    @Schema(
            description = "Where it stands.",
            requiredMode = REQUIRED,
            types = {"string", "null"},
            example = "generating")
        @Nullable String state,
    @Schema(
            description = "Unix seconds.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("created_at")
        @Nullable Double createdAt,
    @Schema(
            description = "Unix seconds.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("deadline_at")
        @Nullable Double deadlineAt,
    @Schema(
            description = "Unix seconds.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("finished_at")
        @Nullable Double finishedAt,
    @Schema(
            description = "Unix seconds.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("deleted_at")
        @Nullable Double deletedAt,
    @Schema(
            description = "The replica that holds or held it.",
            requiredMode = REQUIRED,
            types = {"string", "null"})
        @Nullable String worker,
    @Schema(
            description = "How long it holds it.",
            requiredMode = REQUIRED,
            types = {"number", "null"})
        @JsonProperty("lease_until")
        @Nullable Double leaseUntil,
    @Schema(
            description = "The closed accounts that it waits for.",
            requiredMode = REQUIRED,
            types = {"string", "null"})
        @JsonProperty("waits_for")
        @Nullable String waitsFor,
    @Schema(
            description = "What the caller was told.",
            requiredMode = REQUIRED,
            types = {"string", "null"})
        @JsonProperty("error_code")
        @Nullable String errorCode,
    @Schema(description = "Its money.", requiredMode = REQUIRED) Money cost,
    @Schema(
            description = "Why it was to go where, when it was accepted.",
            requiredMode = REQUIRED,
            types = {"object", "null"})
        @Nullable RouteDecision route,
    @Schema(description = "Oldest first.", requiredMode = REQUIRED) List<Attempt> attempts,
    @Schema(description = "Oldest first.", requiredMode = REQUIRED) List<Event> events) {

  @Schema(name = "VideoHistoryMoney", description = "US dollars in decimal strings.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Money(
      @Schema(
              description = "What it was expected to cost when it was accepted.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String estimated,
      @Schema(
              description = "The most that it can cost.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String max,
      @Schema(
              description = "What is held back for it.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String reserved,
      @Schema(
              description = "What it cost, all attempts together; null while that is open.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String actual,
      @Schema(
              description = "computed, reported or pending; null before its end.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String source) {}

  @Schema(name = "VideoHistoryAttempt", description = "One paid try.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Attempt(
      @Schema(description = "From 1.", requiredMode = REQUIRED) int number,
      @Schema(
              description = "Our own name of it, sent along where the provider takes one.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String token,
      @Schema(
              description = "Where it stands.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "succeeded")
          @Nullable String state,
      @Schema(description = "The slug of the provider.", requiredMode = REQUIRED) String provider,
      @Schema(description = "The name of the account.", requiredMode = REQUIRED) String account,
      @Schema(description = "What the provider calls the model.", requiredMode = REQUIRED)
          String upstream,
      @Schema(
              description = "The provider's id of the task, if it gave one.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("upstream_id")
          @Nullable String upstreamId,
      @Schema(
              description = "The price that it was made at.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("price_version")
          @Nullable String priceVersion,
      @Schema(
              description = "What it was expected to cost.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String estimated,
      @Schema(
              description = "The most that it can cost.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String max,
      @Schema(
              description = "What it cost; null while that is open.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String actual,
      @Schema(
              description = "computed, reported or pending.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("cost_source")
          @Nullable String costSource,
      @Schema(
              description = "Why it came to nothing, in our words.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "rate_limited")
          @JsonProperty("failure_kind")
          @Nullable String failureKind,
      @Schema(
              description = "The provider's own code or HTTP status.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "429")
          @JsonProperty("failure_code")
          @Nullable String failureCode,
      @Schema(
              description = "One line about it.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("failure_detail")
          @Nullable String failureDetail,
      @Schema(
              description = "When the intent was committed, Unix seconds.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("prepared_at")
          @Nullable Double preparedAt,
      @Schema(
              description = "When the submit was answered.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("answered_at")
          @Nullable Double answeredAt,
      @Schema(
              description = "When it ended.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("finished_at")
          @Nullable Double finishedAt,
      @Schema(
              description = "When the provider is asked next about its cost.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @JsonProperty("watch_at")
          @Nullable Double watchAt,
      @Schema(
              description = "Why it went there.",
              requiredMode = REQUIRED,
              types = {"object", "null"})
          @Nullable RouteDecision route) {}

  @Schema(name = "VideoHistoryEvent", description = "One change.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Event(
      @Schema(description = "From 1, without gaps.", requiredMode = REQUIRED) int sequence,
      @Schema(
              description = "Unix seconds.",
              requiredMode = REQUIRED,
              types = {"number", "null"})
          @Nullable Double at,
      @Schema(
              description = "The state that the job came to, or what happened to it.",
              requiredMode = REQUIRED)
          String type,
      @Schema(
              description = "The attempt's token, if it is about one.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String attempt,
      @Schema(
              description = "Why, if that is not plain.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String detail) {}
}
