package io.reelgate.webhook.delivery;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.Caller;
import io.reelgate.web.CursorPage;
import io.reelgate.webhook.EndpointId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What became of a tenant's events.
@RestController
@RequestMapping("/v1/webhook_deliveries")
@Tag(name = "webhooks")
class DeliveryController {
  private static final String ID = "dlv_01k9zq4v7m2c8x5t3r6w0d1e2f";
  private static final Pattern FORM = Pattern.compile("dlv_[0-9a-z]{26}");
  private static final Set<String> STATUSES =
      Set.of("pending", "sending", "delivered", "dead", "held");
  private static final int MOST_REPLAYED = 1_000;

  /// Greater than every id, so that a list without a cursor begins at its newest row.
  private static final String BEGINNING = "~";

  private final Deliveries deliveries;

  DeliveryController(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      description = "One page of deliveries.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listWebhookDeliveries",
      summary = "List webhook deliveries",
      description = "Newest first; kept for 30 days.")
  CursorPage<DeliveryView> list(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "Only those to this endpoint.")
          @RequestParam(name = "endpoint_id", required = false)
          @Nullable String endpointId,
      @Parameter(
              description = "Only those that stand there.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"pending", "sending", "delivered", "dead", "held"}))
          @RequestParam(required = false)
          @Nullable String status,
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what is older than this id.") @RequestParam(required = false)
          @Nullable String after) {
    int rows = CursorPage.checkedLimit(limit);
    if (endpointId != null && EndpointId.parse(endpointId).isEmpty()) {
      throw ProblemCode.INVALID_VALUE.problem(
          "endpoint_id", "endpoint_id must be the id of an endpoint");
    }
    if (status != null && !STATUSES.contains(status)) {
      throw ProblemCode.INVALID_VALUE.problem(
          "status", "status must be pending, sending, delivered, dead or held");
    }
    String state = status == null ? null : status.toUpperCase(Locale.ROOT);
    String before = after == null ? BEGINNING : cursor(after);
    List<DeliveryView> found =
        deliveries.list(caller.tenant(), endpointId, state, before, rows + 1).stream()
            .map(DeliveryView::of)
            .toList();
    return CursorPage.of(found, rows, DeliveryView::id);
  }

  @GetMapping("/{id}")
  @ApiResponse(
      responseCode = "200",
      description = "The delivery with its tries.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveWebhookDelivery",
      summary = "Retrieve a webhook delivery",
      description = "With every try: when, how long, and what the receiver answered.")
  DeliveryView retrieve(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of a delivery.", example = ID) @PathVariable String id) {
    return DeliveryView.of(deliveries.find(caller.tenant(), found(id)));
  }

  @PostMapping("/{id}/replay")
  @ApiResponse(
      responseCode = "200",
      description = "The delivery, in line again.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "replayWebhookDelivery",
      summary = "Make a webhook delivery again",
      description =
          "The same event with the same id and bytes, whatever became of it before; the schedule"
              + " begins anew. 409 while it is still under way, or when its endpoint or its video is"
              + " deleted.")
  DeliveryView replay(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of a delivery.", example = ID) @PathVariable String id) {
    return DeliveryView.of(deliveries.replay(caller, found(id)));
  }

  @PostMapping("/replay")
  @ApiResponse(
      responseCode = "200",
      description = "How many are in line again.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "replayWebhookDeliveries",
      summary = "Make the webhook deliveries of a time again",
      description =
          "Oldest first, at most 1000 in one call; while has_more is true, call again with its"
              + " last_id as after. By default only what was given up.")
  Replayed replay(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @RequestBody ReplayRequest request) {
    List<String> ids = deliveries.replay(caller, request.selection(), MOST_REPLAYED);
    String last = ids.isEmpty() ? null : ids.getLast();
    return new Replayed("webhook_replay", ids.size(), last, ids.size() == MOST_REPLAYED);
  }

  private static String found(String id) {
    if (!FORM.matcher(id).matches()) {
      throw Deliveries.notFound();
    }
    return id;
  }

  static String cursor(String after) {
    if (!FORM.matcher(after).matches()) {
      throw ProblemCode.INVALID_VALUE.problem("after", "after must be the last_id of an answer");
    }
    return after;
  }

  @Schema(name = "WebhookReplay", description = "What is in line again.")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Replayed(
      @Schema(
              description = "The word webhook_replay.",
              requiredMode = REQUIRED,
              allowableValues = "webhook_replay")
          String object,
      @Schema(description = "How many deliveries.", requiredMode = REQUIRED) int replayed,
      @Schema(
              description = "The id of the last one; null when there was none.",
              requiredMode = REQUIRED,
              types = {"string", "null"})
          @JsonProperty("last_id")
          @Nullable String lastId,
      @Schema(description = "Whether there may be more.", requiredMode = REQUIRED)
          @JsonProperty("has_more")
          boolean hasMore) {}
}
