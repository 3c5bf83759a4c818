package io.reelgate.webhook;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "webhooks")
class EventTypeController {
  @GetMapping("/v1/webhook_event_types")
  @ApiResponse(responseCode = "200", description = "All types.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listWebhookEventTypes",
      summary = "List the types of events",
      description = "What a webhook endpoint can hear of.")
  EventTypes list() {
    return new EventTypes("list", EventType.words());
  }

  @Schema(name = "WebhookEventTypeList", description = "What an endpoint can hear of.")
  record EventTypes(
      @Schema(description = "The word list.", requiredMode = REQUIRED, allowableValues = "list")
          String object,
      @Schema(
              description = "The words for event_types.",
              requiredMode = REQUIRED,
              example = "[\"video.completed\", \"video.failed\"]")
          List<String> data) {}
}
