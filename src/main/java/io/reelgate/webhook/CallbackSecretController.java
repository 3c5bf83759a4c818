package io.reelgate.webhook;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The one secret of a tenant for all its {@code callback_url}s.
@RestController
@Tag(name = "webhooks")
class CallbackSecretController {
  private final Endpoints endpoints;

  CallbackSecretController(Endpoints endpoints) {
    this.endpoints = endpoints;
  }

  @PostMapping("/v1/webhook_endpoints/callback_url/rotate_secret")
  @ApiResponse(responseCode = "200", description = "The new secret.", useReturnTypeSchema = true)
  @Operation(
      operationId = "rotateCallbackSecret",
      summary = "Make or replace the secret of callback_url",
      description =
          "Events for the callback_url of a video are signed under one secret of the tenant. The new"
              + " one is shown this once; this is how the first one is learned. Until the old one ends,"
              + " every event carries a signature under each of the two.")
  ResponseEntity<CallbackSecret> rotate(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @RequestBody(required = false) EndpointRequests.@Nullable Rotate request) {
    SecretText secret =
        endpoints.rotateCallbackSecret(caller.tenant(), EndpointRequests.Rotate.overlap(request));
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noStore())
        .body(new CallbackSecret("callback_secret", secret.value(), secret.hint()));
  }

  @Schema(name = "CallbackSecret", description = "The secret under which callbacks are signed.")
  record CallbackSecret(
      @Schema(
              description = "The word callback_secret.",
              requiredMode = REQUIRED,
              allowableValues = "callback_secret")
          String object,
      @Schema(
              description = "The secret to verify signatures with.",
              requiredMode = REQUIRED,
              example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")
          @JsonProperty("signing_secret")
          String signingSecret,
      @Schema(
              description = "Enough of it to tell it from others.",
              requiredMode = REQUIRED,
              example = "whsec_…GKYo")
          @JsonProperty("signing_secret_hint")
          String hint) {
    @Override
    public String toString() {
      return "CallbackSecret[***]";
    }
  }
}
