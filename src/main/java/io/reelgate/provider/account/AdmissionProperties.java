package io.reelgate.provider.account;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What stands before every call to a provider.
///
/// @param refresh how often a replica reads and writes what binds all replicas
/// @param checkEvery how often a free call looks whether an account that was forced open is well
/// @param pause how long an account is left alone after "too many requests" without a time
/// @param longestPause a provider that asks for more time than this does not get it
/// @param probeLease how long one job may try an account that failed before another may
/// @param bulkheadWait how long an order waits for its turn before it goes elsewhere
/// @param unknowns when unresolved orders stop an account
/// @param submit the breaker of orders
/// @param poll the breaker of questions
/// @param accounts limits by provider and account name, such as `wavespeed.default`
@Validated
@ConfigurationProperties("reelgate.admission")
record AdmissionProperties(
    @DefaultValue("1s") Duration refresh,
    @DefaultValue("60s") Duration checkEvery,
    @DefaultValue("10s") Duration pause,
    @DefaultValue("10m") Duration longestPause,
    @DefaultValue("60s") Duration probeLease,
    @DefaultValue("5s") Duration bulkheadWait,
    @NestedConfigurationProperty @DefaultValue @Valid Unknowns unknowns,
    @NestedConfigurationProperty @DefaultValue @Valid SubmitBreaker submit,
    @NestedConfigurationProperty @DefaultValue @Valid PollBreaker poll,
    @DefaultValue Map<String, Map<String, @Valid Limits>> accounts) {

  /// @param most unresolved orders of one account; one more stops it
  /// @param percent most of an account's recent orders that may be unresolved
  /// @param sample fewer recent orders than this have no percentage
  /// @param window what "recent" is
  record Unknowns(
      @DefaultValue("3") @PositiveOrZero int most,
      @DefaultValue("2") @PositiveOrZero @Max(100) int percent,
      @DefaultValue("50") @Positive int sample,
      @DefaultValue("10m") Duration window) {
    boolean tooMany(AccountRow row) {
      return row.unknowns() > most
          || (row.recentSubmits() >= sample
              && row.recentUnknowns() * 100L > (long) percent * row.recentSubmits());
    }
  }

  /// @param window orders that the rates are about
  /// @param minimumCalls orders before there is a rate
  /// @param failureRate percentage of failed orders that opens
  /// @param slowCall an order that takes longer is slow
  /// @param slowRate percentage of slow orders that opens
  /// @param openFor how long before an account is tried again; doubles with each failed try
  /// @param longestOpen where the doubling for orders ends
  /// @param halfOpenCalls orders that decide whether it closes again
  /// @param halfOpenLongest how long it waits for these orders
  record SubmitBreaker(
      @DefaultValue("20") @Positive int window,
      @DefaultValue("8") @Positive int minimumCalls,
      @DefaultValue("50") @Positive @Max(100) int failureRate,
      @DefaultValue("15s") Duration slowCall,
      @DefaultValue("80") @Positive @Max(100) int slowRate,
      @DefaultValue("15s") Duration openFor,
      @DefaultValue("5m") Duration longestOpen,
      @DefaultValue("2") @Positive int halfOpenCalls,
      @DefaultValue("300s") Duration halfOpenLongest) {}

  /// @param window seconds of questions that the rates are about
  /// @param minimumCalls batches of questions before there is a rate
  /// @param failureRate percentage of failed batches that opens
  /// @param slowCall a batch that takes longer is slow
  /// @param slowRate percentage of slow batches that opens
  /// @param openFor how long before questions are tried again; doubles with each failed try
  /// @param longestOpen where the doubling for questions ends
  /// @param halfOpenCalls batches that decide whether it closes again
  /// @param halfOpenLongest how long it waits for these batches
  record PollBreaker(
      @DefaultValue("60s") Duration window,
      @DefaultValue("20") @Positive int minimumCalls,
      @DefaultValue("60") @Positive @Max(100) int failureRate,
      @DefaultValue("8s") Duration slowCall,
      @DefaultValue("80") @Positive @Max(100) int slowRate,
      @DefaultValue("10s") Duration openFor,
      @DefaultValue("2m") Duration longestOpen,
      @DefaultValue("5") @Positive int halfOpenCalls,
      @DefaultValue("30s") Duration halfOpenLongest) {}

  /// @param submits most orders that this replica sends at a time; 32
  /// @param minInFlight the bound below which "too many requests" does not push the tasks in
  ///   flight; 4
  /// @param maxInFlight most tasks accepted and not finished, over all replicas; zero is no cap,
  ///   and without it the provider's own cap holds
  /// @param submitsPerMinute most orders that this replica sends in a minute; zero is no limit
  /// @param pollsPerMinute most batches of questions that this replica sends in a minute; zero is
  ///   no limit
  record Limits(
      @DefaultValue("32") @Positive int submits,
      @DefaultValue("4") @Positive int minInFlight,
      @DefaultValue("-1") int maxInFlight,
      @DefaultValue("0") @PositiveOrZero int submitsPerMinute,
      @DefaultValue("0") @PositiveOrZero int pollsPerMinute) {
    static final Limits USUAL = new Limits(32, 4, -1, 0, 0);

    /// @param own the provider's own cap
    int mostInFlight(int own) {
      return maxInFlight < 0 ? own : maxInFlight;
    }
  }

  Limits limits(AccountId id) {
    return accounts.getOrDefault(id.provider(), Map.of()).getOrDefault(id.name(), Limits.USUAL);
  }
}
