package io.reelgate.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Comparator;
import java.util.List;

/// A provider's health as callers see it: nothing of its accounts.
@Schema(name = "ProviderHealth", description = "How one provider is doing.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ProviderHealthView(
    @Schema(
            description = "Its slug, as in provider.order.",
            requiredMode = REQUIRED,
            example = "runware")
        String slug,
    @Schema(
            description =
                "closed: it takes videos; half_open: it failed lately and is being tried; open: it"
                    + " takes none now, and videos go elsewhere or wait.",
            requiredMode = REQUIRED,
            allowableValues = {"closed", "half_open", "open"})
        String breaker,
    @Schema(description = "Videos that it is making for anybody.", requiredMode = REQUIRED)
        @JsonProperty("in_flight")
        int inFlight,
    @Schema(
            description = "What it did in the last 24 hours, by model and operation.",
            requiredMode = REQUIRED)
        List<OfferReport> offers) {

  static ProviderHealthView of(String slug, List<Standing> accounts, List<OfferReport> offers) {
    Position best =
        accounts.stream()
            .map(Standing::position)
            .max(Comparator.naturalOrder())
            .orElse(Position.CLOSED);
    int inFlight = accounts.stream().mapToInt(Standing::inFlight).sum();
    return new ProviderHealthView(slug, best.word(), inFlight, offers);
  }

  @Schema(name = "ProviderHealthList", description = "How all providers are doing.")
  record All(
      @Schema(description = "The word list.", requiredMode = REQUIRED, allowableValues = "list")
          String object,
      @Schema(description = "By slug.", requiredMode = REQUIRED) List<ProviderHealthView> data) {}
}
