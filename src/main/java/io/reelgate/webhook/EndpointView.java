package io.reelgate.webhook;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An endpoint as its tenant sees it.
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "WebhookEndpoint", description = "Where events are sent.")
record EndpointView(
    @Schema(
            description = "Sorts by creation.",
            requiredMode = REQUIRED,
            example = "whe_01k9zq4v7m2c8x5t3r6w0d1e2f")
        String id,
    @Schema(
            description = "The word webhook_endpoint.",
            requiredMode = REQUIRED,
            allowableValues = "webhook_endpoint")
        String object,
    @Schema(description = "Unix seconds.", requiredMode = REQUIRED, example = "1795190400")
        @JsonProperty("created_at")
        long createdAt,
    @Schema(
            description = "Unix seconds of the last change.",
            requiredMode = REQUIRED,
            example = "1795190400")
        @JsonProperty("updated_at")
        long updatedAt,
    @Schema(
            description = "What it hears of.",
            requiredMode = REQUIRED,
            example = "[\"video.completed\", \"video.failed\"]")
        @JsonProperty("event_types")
        List<String> eventTypes,
    @Schema(description = "As given.", requiredMode = REQUIRED, example = "studio") String name,
    @Schema(
            description = "Where events are posted.",
            requiredMode = REQUIRED,
            example = "https://studio.example.org/hooks")
        String url,
    @Schema(
            description = "Enough of the secret to tell it from others.",
            requiredMode = REQUIRED,
            example = "whsec_…Zk3r")
        @JsonProperty("signing_secret_hint")
        String signingSecretHint,
    @Schema(
            description =
                "While false, its events are held for 30 days and sent once it is enabled.",
            requiredMode = REQUIRED)
        boolean enabled,
    @Schema(
            description =
                "Why it is disabled: gone (it answered 410), failing (no success for 120 hours) or"
                    + " tenant; null while it is enabled.",
            requiredMode = REQUIRED,
            types = {"string", "null"},
            example = "failing")
        @JsonProperty("disabled_reason")
        @Nullable String disabledReason,
    @Schema(description = "The secret to verify signatures with; only in the answers that made it.")
        @JsonProperty("signing_secret")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String signingSecret) {
  static EndpointView of(Endpoint endpoint) {
    return of(endpoint, null);
  }

  static EndpointView of(Endpoints.Issued issued) {
    return of(issued.endpoint(), issued.secret().value());
  }

  private static EndpointView of(Endpoint endpoint, @Nullable String secret) {
    return new EndpointView(
        endpoint.id().value(),
        "webhook_endpoint",
        endpoint.createdAt().getEpochSecond(),
        endpoint.updatedAt().getEpochSecond(),
        endpoint.eventTypes(),
        endpoint.name(),
        endpoint.url(),
        endpoint.hint(),
        endpoint.enabled(),
        endpoint.disabledReason(),
        secret);
  }

  @Override
  public String toString() {
    return "EndpointView[" + id + "]";
  }
}
