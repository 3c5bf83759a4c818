package io.reelgate.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the simulated providers behave when a prompt's script says nothing else.
///
/// @param submitLatency how long an accepted or refused submit waits before its answer, `0ms..0ms`
///   for not at all
/// @param duration how long a task takes
/// @param errorRates how often a call goes wrong by chance
/// @param seed of the chances and durations; the same seed and order of calls repeat a run
/// @param balanceUsd what each provider's account holds at the start, in dollars
/// @param maxTasks how many tasks a provider keeps; the oldest finished one goes first
/// @param outputLife how long a task and its output can be read
/// @param refundDelay how long after a failure the charge comes back, zero for at once
/// @param trickle pause between the bytes of an answer that is scripted to be slow
@ConfigurationProperties("reelgate.sandbox")
public record SandboxProperties(
    @DefaultValue("0ms..0ms") Spread submitLatency,
    @DefaultValue("2s..4s") Spread duration,
    @DefaultValue ErrorRates errorRates,
    @DefaultValue("1") long seed,
    @DefaultValue("1000000") BigDecimal balanceUsd,
    @DefaultValue("200000") int maxTasks,
    @DefaultValue("7d") Duration outputLife,
    @DefaultValue("0s") Duration refundDelay,
    @DefaultValue("500ms") Duration trickle) {

  public SandboxProperties {
    if (maxTasks < 1) {
      throw new IllegalArgumentException("reelgate.sandbox.max-tasks must be positive");
    }
    if (balanceUsd.signum() < 0) {
      throw new IllegalArgumentException("reelgate.sandbox.balance-usd must not be negative");
    }
  }

  long balanceMicros() {
    return balanceUsd.movePointRight(6).longValueExact();
  }

  /// Shares of calls from 0 (never) to 1 (always).
  ///
  /// @param submitTooMany submits answered 429, without a task
  /// @param submitError submits answered 500, without a task
  /// @param lostAnswer submits that make a task and then lose the connection
  /// @param pollError polls answered 500
  public record ErrorRates(
      @DefaultValue("0") double submitTooMany,
      @DefaultValue("0") double submitError,
      @DefaultValue("0") double lostAnswer,
      @DefaultValue("0") double pollError) {

    public ErrorRates {
      double submits = submitTooMany + submitError + lostAnswer;
      if (Math.min(Math.min(submitTooMany, submitError), Math.min(lostAnswer, pollError)) < 0
          || submits > 1
          || pollError > 1) {
        throw new IllegalArgumentException(
            "reelgate.sandbox.error-rates must be shares from 0 to 1, those of submits together");
      }
    }
  }
}
