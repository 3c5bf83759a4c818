package io.reelgate.provider.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.reelgate.provider.account.AccountGuard.Closed;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An account as operators see it: what binds all replicas, and the guards of the one that answers.
@Schema(name = "ProviderAccount", description = "One key at one provider, and whether it is used.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccountView(
    @Schema(
            description = "The word provider_account.",
            requiredMode = RequiredMode.REQUIRED,
            allowableValues = "provider_account")
        String object,
    @Schema(
            description = "The slug of the provider.",
            requiredMode = RequiredMode.REQUIRED,
            example = "wavespeed")
        String provider,
    @Schema(
            description = "Its name in the settings.",
            requiredMode = RequiredMode.REQUIRED,
            example = "default")
        String account,
    @Schema(
            description = "Whether it is the sandbox's, which test keys use.",
            requiredMode = RequiredMode.REQUIRED)
        boolean sandbox,
    @Schema(
            description = "Why it takes no orders now; null when it takes them.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"string", "null"},
            example = "breaker_open")
        @JsonProperty("closed_reason")
        @Nullable String closedReason,
    @Schema(
            description = "Whether it takes nothing new; what it has is still asked about.",
            requiredMode = RequiredMode.REQUIRED)
        boolean drained,
    @Schema(
            description =
                "auth, balance or operator while it is closed until it is put right; else null.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("forced_open_reason")
        @Nullable String forcedOpenReason,
    @Schema(
            description = "The provider's own word for it.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("forced_open_code")
        @Nullable String forcedOpenCode,
    @Schema(
            description = "Since when, in Unix seconds.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"integer", "null"},
            format = "int64")
        @JsonProperty("forced_open_at")
        @Nullable Long forcedOpenAt,
    @Schema(
            description = "Until when the provider asked to be left alone, in Unix seconds.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"integer", "null"},
            format = "int64")
        @JsonProperty("paused_until")
        @Nullable Long pausedUntil,
    @Schema(
            description = "Tasks prepared, unknown or accepted, over all replicas.",
            requiredMode = RequiredMode.REQUIRED)
        @JsonProperty("in_flight")
        int inFlight,
    @Schema(
            description = "How many this replica allows now; null for any number.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"integer", "null"},
            format = "int32")
        @JsonProperty("in_flight_limit")
        @Nullable Integer inFlightLimit,
    @Schema(
            description = "Orders of which nobody knows whether they were accepted.",
            requiredMode = RequiredMode.REQUIRED)
        int unknowns,
    @Schema(
            description = "Orders that this replica is sending.",
            requiredMode = RequiredMode.REQUIRED)
        int submitting,
    @Schema(description = "How many it may send at a time.", requiredMode = RequiredMode.REQUIRED)
        @JsonProperty("submitting_limit")
        int submittingLimit,
    @Schema(
            description = "Orders left of this minute's; null for any number.",
            requiredMode = RequiredMode.REQUIRED,
            types = {"integer", "null"},
            format = "int32")
        @JsonProperty("submits_left")
        @Nullable Integer submitsLeft,
    @Schema(description = "This replica's breaker of orders.", requiredMode = RequiredMode.REQUIRED)
        @JsonProperty("submit_breaker")
        BreakerView submitBreaker,
    @Schema(
            description = "This replica's breaker of questions about tasks.",
            requiredMode = RequiredMode.REQUIRED)
        @JsonProperty("poll_breaker")
        BreakerView pollBreaker) {
  private static final int MANY = 1_000_000;

  @Schema(name = "Breaker", description = "Whether calls pass, and what the last ones were like.")
  record BreakerView(
      @Schema(
              description = "Whether calls pass.",
              requiredMode = RequiredMode.REQUIRED,
              allowableValues = {"closed", "open", "half_open"})
          String state,
      @Schema(description = "Calls that were counted lately.", requiredMode = RequiredMode.REQUIRED)
          int calls,
      @Schema(description = "Those of them that failed.", requiredMode = RequiredMode.REQUIRED)
          int failures,
      @Schema(description = "Those of them that were slow.", requiredMode = RequiredMode.REQUIRED)
          int slow) {
    static BreakerView of(Breaker breaker) {
      CircuitBreaker.Metrics metrics = breaker.circuit().getMetrics();
      return new BreakerView(
          breaker.circuit().getState().name().toLowerCase(Locale.ROOT),
          metrics.getNumberOfBufferedCalls(),
          metrics.getNumberOfFailedCalls(),
          metrics.getNumberOfSlowCalls());
    }
  }

  @Schema(name = "ProviderAccounts", description = "All accounts.")
  record All(
      @Schema(
              description = "The word list.",
              requiredMode = RequiredMode.REQUIRED,
              allowableValues = "list")
          String object,
      @Schema(description = "The accounts, by name.", requiredMode = RequiredMode.REQUIRED)
          List<AccountView> data) {}

  /// @param row what is known of it now
  static AccountView of(AccountGuard guard, AccountRow row) {
    String forced = row.forcedOpen(guard.keyPrint()) ? row.forcedOpenReason() : null;
    int limit = guard.live().limit();
    int bulkhead = guard.bulkhead().getBulkheadConfig().getMaxConcurrentCalls();
    int left = guard.submitLimiter().getMetrics().getAvailablePermissions();
    return new AccountView(
        "provider_account",
        row.provider(),
        row.name(),
        guard.account().sandbox(),
        guard.closedToSubmits().map(Closed::reason).map(AccountView::word).orElse(null),
        row.drained(),
        forced == null ? null : forced.toLowerCase(Locale.ROOT),
        forced == null ? null : row.forcedOpenCode(),
        forced == null ? null : seconds(row.forcedOpenAt()),
        row.pausedMs() > 0 ? seconds(row.pausedUntil()) : null,
        row.inFlight(),
        limit >= MANY ? null : limit,
        row.unknowns(),
        bulkhead - guard.bulkhead().getMetrics().getAvailableConcurrentCalls(),
        bulkhead,
        left >= MANY ? null : left,
        BreakerView.of(guard.submits()),
        BreakerView.of(guard.polls()));
  }

  private static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable Long seconds(@Nullable Instant time) {
    return time == null ? null : time.getEpochSecond();
  }
}
