package io.reelgate.provider.empiriolabs;

import io.reelgate.provider.AccountSettings;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.http.HttpLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of EmpirioLabs.
///
/// @param accounts by a name of your choice; empty by default, which leaves the provider out. The
///   environment variable `EMPIRIOLABS_API_KEY` fills the key of `default`
/// @param pollConcurrency how many questions about a batch of tasks are out at a time; 40
/// @param requestsPerMinute requests of all kinds that one account may send in any sixty seconds;
///   50, at least 10. Each replica counts for itself, so give each one its part of the provider's
///   limit: with two replicas 25. No two accounts here may be keys of one account there
/// @param pollPercent how much of that questions about tasks may use, so that orders always find
///   room; 80, at most 90
/// @param taskLife how long the provider remembers a task after its end; 1 h. No running task goes
///   unasked for more than a quarter of it
/// @param outputGrace how long after its end a task may be without its file; 1 min
/// @param http how long and how much the provider may take to answer
@ConfigurationProperties("reelgate.providers.empiriolabs")
record EmpirioLabsProperties(
    @DefaultValue Map<String, AccountSettings> accounts,
    @DefaultValue("40") int pollConcurrency,
    @DefaultValue("50") int requestsPerMinute,
    @DefaultValue("80") int pollPercent,
    @DefaultValue("1h") Duration taskLife,
    @DefaultValue("1m") Duration outputGrace,
    @NestedConfigurationProperty @DefaultValue HttpLimits http) {
  private static final int FEWEST_PER_MINUTE = 10;
  private static final int MOST_PERCENT = 90;
  private static final String USUAL_URL = "https://api.empiriolabs.ai";

  EmpirioLabsProperties {
    check(pollConcurrency > 0, "poll-concurrency must be positive");
    check(
        requestsPerMinute >= FEWEST_PER_MINUTE,
        "requests-per-minute must be at least " + FEWEST_PER_MINUTE);
    check(
        0 < pollPercent && pollPercent <= MOST_PERCENT,
        "poll-percent must be 1 to " + MOST_PERCENT);
    check(taskLife.isPositive(), "task-life must be positive");
    check(!outputGrace.isNegative(), "output-grace must not be negative");
  }

  private static void check(boolean kept, String reason) {
    if (!kept) {
      throw new IllegalArgumentException(reason);
    }
  }

  EmpirioLabsLimits limits() {
    return new EmpirioLabsLimits(requestsPerMinute, pollPercent, System::nanoTime);
  }

  EmpirioLabsAdapter.Times times() {
    return new EmpirioLabsAdapter.Times(taskLife, outputGrace);
  }

  /// @param environmentKey empty where the variable is not set
  List<ProviderAccount> found(String environmentKey) {
    return AccountSettings.found(EmpirioLabsAdapter.ID, accounts, environmentKey, USUAL_URL);
  }
}
