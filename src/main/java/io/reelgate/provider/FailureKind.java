package io.reelgate.provider;

/// Our own sorting of failures; it decides what follows.
public enum FailureKind {
  /// The content was refused; so would it be elsewhere.
  MODERATION(true),
  /// A value or combination that the provider does not take.
  INVALID_INPUT(true),
  /// The provider could not fetch or read an input URL.
  MEDIA_UNREACHABLE(true),
  /// The account's key is wrong, missing or not active.
  AUTH(false),
  /// The account has no money.
  BALANCE(false),
  /// The account may not do this.
  FORBIDDEN(false),
  /// Too many requests, or too many tasks at once.
  RATE_LIMITED(false),
  /// The provider itself failed or is overloaded.
  PROVIDER_ERROR(false),
  /// The provider gave up on time.
  TIMEOUT(false),
  /// Stopped or removed at the provider by somebody else.
  STOPPED_UPSTREAM(false),
  /// The provider does not know the task (any more).
  NOT_FOUND(false),
  /// Connection trouble between us and the provider.
  NETWORK(false),
  /// An answer that could not be understood.
  UNREADABLE(false),
  /// The send deadline passed before the write.
  DEADLINE(false);

  private final boolean permanent;

  FailureKind(boolean permanent) {
    this.permanent = permanent;
  }

  /// Whether another provider may well make what this one, having accepted it, did not.
  public boolean elsewhere() {
    return switch (this) {
      case RATE_LIMITED, PROVIDER_ERROR, TIMEOUT, NOT_FOUND -> true;
      case MODERATION, INVALID_INPUT, MEDIA_UNREACHABLE, AUTH, BALANCE, FORBIDDEN -> false;
      case STOPPED_UPSTREAM, NETWORK, UNREADABLE, DEADLINE -> false;
    };
  }

  /// Whether the account takes nothing from anybody for a while.
  public boolean closesAccount() {
    return switch (this) {
      case AUTH, BALANCE, RATE_LIMITED -> true;
      case MODERATION, INVALID_INPUT, MEDIA_UNREACHABLE, FORBIDDEN, PROVIDER_ERROR -> false;
      case TIMEOUT, STOPPED_UPSTREAM, NOT_FOUND, NETWORK, UNREADABLE, DEADLINE -> false;
    };
  }

  /// Whether the request itself is at fault, so that no other try can help.
  public boolean permanent() {
    return permanent;
  }
}
