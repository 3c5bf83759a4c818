package io.reelgate.provider;

/// What one account may be asked to do, where the settings say nothing else. Zero is no limit.
///
/// @param inFlight most tasks that are accepted and not finished
public record AccountLimits(int inFlight) {
  public static final AccountLimits NONE = new AccountLimits(0);
}
