package io.reelgate.webhook.delivery;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.webhook.delivery.DeliveryLog.Row;
import io.reelgate.webhook.delivery.DeliveryLog.Try;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A delivery as its tenant sees it.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WebhookDelivery", description = "One event for one receiver.")
record DeliveryView(
    @Schema(
            description = "Sorts by creation.",
            requiredMode = REQUIRED,
            example = "dlv_01k9zq4v7m2c8x5t3r6w0d1e2f")
        String id,
    @Schema(
            description = "The word webhook_delivery.",
            requiredMode = REQUIRED,
            allowableValues = "webhook_delivery")
        String object,
    @Schema(
            description =
                "The id of the event, which the receiver sees as webhook-id; a callback_url that is told"
                    + " in the openrouter format knows it by its video and how that ended.",
            requiredMode = REQUIRED,
            example = "evt_01k9zq9d5w3b7h2n4p6r8t0v1x")
        @JsonProperty("event_id")
        String eventId,
    @Schema(
            description = "What the event tells, in the word that the receiver reads.",
            requiredMode = REQUIRED,
            example = "video.completed")
        @JsonProperty("event_type")
        String eventType,
    @Schema(
            description = "The video it is about; null when it is about none.",
            requiredMode = REQUIRED,
            types = {"string", "null"})
        @JsonProperty("video_id")
        @Nullable String videoId,
    @Schema(
            description = "The endpoint it goes to; null for the callback_url of its video.",
            requiredMode = REQUIRED,
            types = {"string", "null"})
        @JsonProperty("endpoint_id")
        @Nullable String endpointId,
    @Schema(
            description =
                "Where it stands: pending, sending, delivered, dead (given up) or held (its endpoint is"
                    + " disabled).",
            requiredMode = REQUIRED,
            allowableValues = {"pending", "sending", "delivered", "dead", "held"})
        String status,
    @Schema(description = "How often it was tried.", requiredMode = REQUIRED) int tries,
    @Schema(description = "Unix seconds.", requiredMode = REQUIRED, example = "1795190400")
        @JsonProperty("created_at")
        long createdAt,
    @Schema(
            description = "Unix seconds when it was delivered or given up.",
            requiredMode = REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("finished_at")
        @Nullable Long finishedAt,
    @Schema(
            description = "Unix seconds of the next try; null when none is planned.",
            requiredMode = REQUIRED,
            types = {"integer", "null"})
        @JsonProperty("next_try_at")
        @Nullable Long nextTryAt,
    @Schema(
            description = "The last status that the receiver answered.",
            requiredMode = REQUIRED,
            types = {"integer", "null"},
            example = "503")
        @JsonProperty("last_status")
        @Nullable Integer lastStatus,
    @Schema(
            description = "One word about what went wrong last.",
            requiredMode = REQUIRED,
            types = {"string", "null"},
            example = "timeout")
        @JsonProperty("last_error")
        @Nullable String lastError,
    @Schema(description = "Each try, oldest first; only in the answer about one delivery.")
        @JsonProperty("attempts")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<TryView> attempts) {
  static DeliveryView of(Row row) {
    return of(row, null);
  }

  static DeliveryView of(Deliveries.Detail detail) {
    return of(detail.delivery(), detail.tries().stream().map(TryView::of).toList());
  }

  private static DeliveryView of(Row row, @Nullable List<TryView> tries) {
    return new DeliveryView(
        row.id(),
        "webhook_delivery",
        row.eventId(),
        row.eventType(),
        row.videoId(),
        row.endpointId(),
        row.state().toLowerCase(Locale.ROOT),
        row.tries(),
        row.createdAt().getEpochSecond(),
        seconds(row.finishedAt()),
        seconds(row.nextAt()),
        row.lastStatus(),
        row.lastError(),
        tries);
  }

  private static @Nullable Long seconds(@Nullable Instant instant) {
    return instant == null ? null : (Long) instant.getEpochSecond();
  }

  @Schema(name = "WebhookDeliveryAttempt", description = "One try to deliver.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record TryView(
      @Schema(description = "Counts from 1.", requiredMode = REQUIRED) int number,
      @Schema(description = "Unix seconds.", requiredMode = REQUIRED) @JsonProperty("started_at")
          long startedAt,
      @Schema(
              description = "How long it took; null while it is under way.",
              requiredMode = REQUIRED,
              types = {"integer", "null"})
          @JsonProperty("duration_ms")
          @Nullable Integer durationMs,
      @Schema(
              description =
                  "delivered, failed, or lapsed when nobody knows; null while it is under way.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "failed")
          @Nullable String outcome,
      @Schema(
              description = "What the receiver answered.",
              requiredMode = REQUIRED,
              types = {"integer", "null"},
              example = "503")
          @Nullable Integer status,
      @Schema(
              description = "One word about what went wrong.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "timeout")
          @Nullable String error,
      @Schema(
              description = "The public address it went to.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String address,
      @Schema(
              description = "The beginning of the receiver's answer, at most 4 KiB.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @Nullable String answer) {
    static TryView of(Try row) {
      return new TryView(
          row.number(),
          row.startedAt().getEpochSecond(),
          row.durationMs(),
          row.outcome(),
          row.status(),
          row.error(),
          row.address(),
          row.answer());
    }
  }
}
