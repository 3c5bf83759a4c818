package io.reelgate.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.webhook.EndpointId;
import io.reelgate.webhook.delivery.DeliveryLog.Selection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which deliveries to make again.
@Schema(
    name = "ReplayWebhookDeliveriesRequest",
    description = "Which deliveries to make again.",
    example =
        "{\"created_after\": 1795190400, \"created_before\": 1795276800, \"status\": \"dead\"}")
record ReplayRequest(
    @Schema(
            description = "Unix seconds; only what was created then or later.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "1795190400")
        @JsonProperty("created_after")
        @Nullable Long createdAfter,
    @Schema(
            description = "Unix seconds; only what was created before.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            example = "1795276800")
        @JsonProperty("created_before")
        @Nullable Long createdBefore,
    @Schema(
            description = "Only those to this endpoint.",
            types = {"string", "null"},
            example = "whe_01k9zq4v7m2c8x5t3r6w0d1e2f")
        @JsonProperty("endpoint_id")
        @Nullable String endpointId,
    @Schema(
            description = "Of what became of them: dead, delivered or all.",
            types = {"string", "null"},
            allowableValues = {"dead", "delivered", "all"},
            defaultValue = "dead",
            example = "dead")
        @Nullable String status,
    @Schema(
            description = "Only what comes after this id: the last_id of the answer before.",
            types = {"string", "null"})
        @Nullable String after) {
  private static final long LATEST = 253_402_300_799L;

  Selection selection() {
    return new Selection(
        states(),
        null,
        endpoint(),
        time("created_after", createdAfter),
        time("created_before", createdBefore),
        cursor());
  }

  private List<String> states() {
    return switch (status == null ? "dead" : status) {
      case "dead" -> List.of("DEAD");
      case "delivered" -> List.of("DELIVERED");
      case "all" -> List.of("DEAD", "DELIVERED");
      default -> throw invalid("status", "status must be dead, delivered or all");
    };
  }

  private @Nullable String endpoint() {
    if (endpointId != null && EndpointId.parse(endpointId).isEmpty()) {
      throw invalid("endpoint_id", "endpoint_id must be the id of an endpoint");
    }
    return endpointId;
  }

  /// The smallest of all texts where nothing is said.
  private String cursor() {
    return after == null ? "" : DeliveryController.cursor(after);
  }

  private static Instant time(String name, @Nullable Long seconds) {
    if (seconds == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem(name, name + " is required");
    }
    if (seconds < 0 || seconds > LATEST) {
      throw invalid(name, "%s must be 0 to %d".formatted(name, LATEST));
    }
    return Instant.ofEpochSecond(seconds);
  }

  private static ProblemException invalid(String param, String message) {
    return ProblemCode.INVALID_VALUE.problem(param, message);
  }
}
