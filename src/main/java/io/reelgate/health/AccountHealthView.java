package io.reelgate.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An account's health as operators see it.
@Schema(name = "AccountHealth", description = "How one account of one provider is doing.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountHealthView(
    @Schema(description = "The provider's slug.", requiredMode = REQUIRED) String provider,
    @Schema(description = "The account's name.", requiredMode = REQUIRED) String account,
    @Schema(description = "Whether it costs money.", requiredMode = REQUIRED) boolean live,
    @Schema(
            description = "Whether it takes orders, on the replica that answers.",
            requiredMode = REQUIRED,
            allowableValues = {"closed", "half_open", "open"})
        String breaker,
    @Schema(
            description = "Why it takes no orders just now.",
            requiredMode = REQUIRED,
            types = {"string", "null"},
            example = "breaker_open")
        @Nullable String reason,
    @Schema(description = "Whether it is to get nothing new.", requiredMode = REQUIRED)
        boolean drained,
    @Schema(description = "Tasks accepted and not finished.", requiredMode = REQUIRED)
        @JsonProperty("in_flight")
        int inFlight,
    @Schema(
            description = "What it did in the last 24 hours, by model and operation.",
            requiredMode = REQUIRED)
        List<OfferReport> offers) {

  static AccountHealthView of(Standing account, List<OfferReport> offers) {
    String reason = account.reason();
    return new AccountHealthView(
        account.provider().value(),
        account.account(),
        account.live(),
        account.position().word(),
        reason == null ? null : reason.toLowerCase(Locale.ROOT),
        account.drained(),
        account.inFlight(),
        offers);
  }

  @Schema(name = "AccountHealthList", description = "How all accounts are doing.")
  record All(
      @Schema(description = "The word list.", requiredMode = REQUIRED, allowableValues = "list")
          String object,
      @Schema(description = "By provider and account.", requiredMode = REQUIRED)
          List<AccountHealthView> data) {}
}
