package io.reelgate.webhook;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The bodies that the routes of endpoints take.
final class EndpointRequests {
  private EndpointRequests() {}

  @Schema(name = "CreateWebhookEndpointRequest", description = "Where to send which events.")
  record Create(
      @Schema(
              description = "What the tenant calls it; by default the host of the URL.",
              minLength = 1,
              maxLength = 100,
              types = {"string", "null"},
              example = "studio")
          @Nullable String name,
      @Schema(
              description =
                  "A public https URL of at most 2048 characters, without user name and password.",
              requiredMode = REQUIRED,
              example = "https://studio.example.org/hooks")
          @Nullable String url,
      @Schema(
              description = "Of what it hears; GET /v1/webhook_event_types tells what there is.",
              requiredMode = REQUIRED,
              example = "[\"video.completed\", \"video.failed\"]")
          @JsonProperty("event_types")
          @Nullable List<@Nullable String> eventTypes) {
    @Override
    public String toString() {
      return "Create[" + name + "]";
    }
  }

  @Schema(name = "UpdateWebhookEndpointRequest", description = "What to change; the rest stays.")
  record Update(
      @Schema(
              description = "A new name.",
              minLength = 1,
              maxLength = 100,
              types = {"string", "null"},
              example = "studio")
          @Nullable String name,
      @Schema(
              description = "A new URL.",
              types = {"string", "null"},
              example = "https://studio.example.org/hooks/2")
          @Nullable String url,
      @Schema(
              description = "Of what it hears from now on.",
              types = {"array", "null"},
              example = "[\"video.completed\"]")
          @JsonProperty("event_types")
          @Nullable List<@Nullable String> eventTypes,
      @Schema(
              description = "False holds its events, true sends what was held.",
              types = {"boolean", "null"},
              example = "true")
          @Nullable Boolean enabled) {
    @Override
    public String toString() {
      return "Update[" + name + "]";
    }
  }

  @Schema(name = "RotateWebhookSecretRequest", description = "What becomes of the old secret.")
  record Rotate(
      @Schema(
              description =
                  "Whether the old secret signs along for 24 hours, so that receivers can change over;"
                      + " false ends it at once.",
              types = {"boolean", "null"},
              defaultValue = "true",
              example = "true")
          @JsonProperty("keep_old_secret_active_for_24_hours")
          @Nullable Boolean keepForADay,
      @Schema(
              description = "The same in seconds, 0 to 604800; counts before the other.",
              types = {"integer", "null"},
              example = "86400")
          @JsonProperty("keep_old_secret_active_seconds")
          @Nullable Long keepSeconds) {
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration LONGEST = Duration.ofDays(7);

    /// How long the old secret signs along; a day where nothing is said.
    static Duration overlap(@Nullable Rotate request) {
      return request == null ? DAY : request.overlap();
    }

    private Duration overlap() {
      if (keepSeconds == null) {
        return Objects.requireNonNullElse(keepForADay, true) ? DAY : Duration.ZERO;
      }
      if (keepSeconds < 0 || keepSeconds > LONGEST.toSeconds()) {
        throw EndpointRules.invalid(
            "keep_old_secret_active_seconds",
            "keep_old_secret_active_seconds must be 0 to " + LONGEST.toSeconds());
      }
      return Duration.ofSeconds(keepSeconds);
    }
  }
}
