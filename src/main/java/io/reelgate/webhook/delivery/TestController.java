package io.reelgate.webhook.delivery;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.Caller;
import io.reelgate.webhook.EventType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Lets a tenant see at once whether its receiver works.
@RestController
@Tag(name = "webhooks")
class TestController {
  private final TestEvents events;

  TestController(TestEvents events) {
    this.events = events;
  }

  @PostMapping("/v1/webhook_endpoints/{id}/test")
  @ApiResponse(
      responseCode = "200",
      description = "What the receiver answered.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "testWebhookEndpoint",
      summary = "Send a test event",
      description =
          "Once, now, signed like any other, about a video that does not exist. It is not in the list"
              + " of deliveries, is not tried again, and does not count for or against the endpoint.")
  TestResult test(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of an endpoint.", example = "whe_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id,
      @RequestBody TestRequest request) {
    return events.send(caller.tenant(), id, request.type());
  }

  @Schema(name = "TestWebhookEndpointRequest", description = "Which event to send.")
  record TestRequest(
      @Schema(
              description = "Its type, whether or not the endpoint hears of it.",
              requiredMode = REQUIRED,
              example = "video.completed")
          @JsonProperty("event_type")
          @Nullable String eventType) {
    EventType type() {
      if (eventType == null) {
        throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem(
            "event_type", "event_type is required");
      }
      return EventType.of(eventType)
          .orElseThrow(() ->
              ProblemCode.INVALID_VALUE.problem(
                  "event_type",
                  "event_type must be one of these: " + String.join(", ", EventType.words())));
    }
  }

  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "WebhookEndpointTest", description = "What came of a test event.")
  record TestResult(
      @Schema(
              description = "The word webhook_endpoint.test.",
              requiredMode = REQUIRED,
              allowableValues = "webhook_endpoint.test")
          String object,
      @Schema(description = "The endpoint.", requiredMode = REQUIRED)
          @JsonProperty("webhook_endpoint_id")
          String webhookEndpointId,
      @Schema(description = "What was sent.", requiredMode = REQUIRED, example = "video.completed")
          @JsonProperty("event_type")
          String eventType,
      @Schema(description = "Whether the receiver took it.", requiredMode = REQUIRED)
          boolean success,
      @Schema(
              description = "The status that it answered; 0 when no answer came.",
              requiredMode = REQUIRED,
              example = "200")
          @JsonProperty("status_code")
          int statusCode,
      @Schema(
              description = "One word about what went wrong.",
              requiredMode = REQUIRED,
              types = {"string", "null"},
              example = "timeout")
          @Nullable String error) {}
}
