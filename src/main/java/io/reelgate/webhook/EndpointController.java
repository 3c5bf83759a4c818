package io.reelgate.webhook;

import io.reelgate.tenant.Caller;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The webhook endpoints of a tenant, in the shape that the official SDKs know.
@RestController
@RequestMapping("/v1/webhook_endpoints")
@Tag(name = "webhooks", description = "Where a tenant hears of its videos, and how that went.")
class EndpointController {
  static final String ID = "whe_01k9zq4v7m2c8x5t3r6w0d1e2f";

  /// Greater than every id, so that a list without a cursor begins at its newest row.
  private static final String BEGINNING = "~";

  private final Endpoints endpoints;
  private final EndpointRules rules;

  EndpointController(Endpoints endpoints, EndpointRules rules) {
    this.endpoints = endpoints;
    this.rules = rules;
  }

  @PostMapping
  @ApiResponse(
      responseCode = "200",
      description = "The new endpoint, with its secret.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "createWebhookEndpoint",
      summary = "Create a webhook endpoint",
      description =
          "From now on events of these types are posted to the URL, signed after Standard Webhooks"
              + " with the secret of the answer, which is shown this once. 409 when the tenant has as"
              + " many as it may have.")
  ResponseEntity<EndpointView> create(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @RequestBody EndpointRequests.Create request) {
    return secret(EndpointView.of(endpoints.create(caller.tenant(), rules.input(request))));
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      description = "One page of endpoints.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listWebhookEndpoints",
      summary = "List webhook endpoints",
      description = "Newest first.")
  CursorPage<EndpointView> list(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what is older than this id.") @RequestParam(required = false)
          @Nullable String after) {
    int rows = CursorPage.checkedLimit(limit);
    List<EndpointView> found =
        endpoints.list(caller.tenant(), cursor(after), rows + 1).stream()
            .map(EndpointView::of)
            .toList();
    return CursorPage.of(found, rows, EndpointView::id);
  }

  @GetMapping("/{id}")
  @ApiResponse(responseCode = "200", description = "The endpoint.", useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveWebhookEndpoint",
      summary = "Retrieve a webhook endpoint",
      description = "By its id.")
  EndpointView retrieve(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of an endpoint.", example = ID) @PathVariable String id) {
    return endpoints
        .find(caller.tenant(), found(id))
        .map(EndpointView::of)
        .orElseThrow(Endpoints::notFound);
  }

  @PostMapping("/{id}")
  @ApiResponse(
      responseCode = "200",
      description = "The changed endpoint.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "updateWebhookEndpoint",
      summary = "Change a webhook endpoint",
      description =
          "What is not given stays. A new URL, or enabling it again, forgets its failures; what was"
              + " held for it is sent.")
  EndpointView update(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of an endpoint.", example = ID) @PathVariable String id,
      @RequestBody EndpointRequests.Update request) {
    return EndpointView.of(endpoints.update(caller.tenant(), found(id), rules.change(request)));
  }

  @DeleteMapping("/{id}")
  @ApiResponse(
      responseCode = "200",
      description = "That it is deleted.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "deleteWebhookEndpoint",
      summary = "Delete a webhook endpoint",
      description = "What is still to be sent there is given up.")
  DeletedEndpoint delete(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of an endpoint.", example = ID) @PathVariable String id) {
    endpoints.delete(caller.tenant(), found(id));
    return new DeletedEndpoint(id, "webhook_endpoint.deleted", true);
  }

  @PostMapping("/{id}/rotate_secret")
  @ApiResponse(
      responseCode = "200",
      description = "The endpoint, with its new secret.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Replace the secret of a webhook endpoint",
      description =
          "The new secret is shown this once. Until the old one ends, every event carries a signature"
              + " under each of the two.")
  ResponseEntity<EndpointView> rotate(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(description = "The id of an endpoint.", example = ID) @PathVariable String id,
      @RequestBody(required = false) EndpointRequests.@Nullable Rotate request) {
    Duration overlap = EndpointRequests.Rotate.overlap(request);
    return secret(EndpointView.of(endpoints.rotate(caller.tenant(), found(id), overlap)));
  }

  static EndpointId found(String id) {
    return EndpointId.parse(id).orElseThrow(Endpoints::notFound);
  }

  private static String cursor(@Nullable String after) {
    if (after == null) {
      return BEGINNING;
    }
    return EndpointId.parse(after)
        .map(EndpointId::value)
        .orElseThrow(() -> EndpointRules.invalid("after", "after must be the last_id of a page"));
  }

  private static <T> ResponseEntity<T> secret(T body) {
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
  }

  @Schema(name = "DeletedWebhookEndpoint", description = "That an endpoint is deleted.")
  record DeletedEndpoint(
      @Schema(description = "Its id.", requiredMode = Schema.RequiredMode.REQUIRED, example = ID)
          String id,
      @Schema(
              description = "The word webhook_endpoint.deleted.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = "webhook_endpoint.deleted")
          String object,
      @Schema(description = "Always true.", requiredMode = Schema.RequiredMode.REQUIRED)
          boolean deleted) {}
}
