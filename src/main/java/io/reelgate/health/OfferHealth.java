package io.reelgate.health;

/// How an offer runs an operation, over all its accounts of one kind in the best position.
///
/// @param score 0 to 1
/// @param success share of orders and tasks that went well lately; an unclear one counts twice
/// @param usualSuccess the same over a day
/// @param speed what the usual median time is of the present one; 1 where it is no slower
/// @param calm share of orders that were not answered by "too many requests"
/// @param calls how many calls it is from, older ones counting less
/// @param position of the accounts
/// @param share how much of what it would get it gets, since it was closed not long ago
/// @param behind whether others have had the lead for a while
/// @param inFlight tasks accepted and not finished
public record OfferHealth(
    double score,
    double success,
    double usualSuccess,
    double speed,
    double calm,
    double calls,
    Position position,
    double share,
    boolean behind,
    int inFlight) {
  /// Where nothing is known, nothing is held against anybody.
  public static final OfferHealth UNKNOWN = unknown(Position.CLOSED, 1, 0);

  /// Of an offer of which only the accounts' position is known.
  static OfferHealth unknown(Position position, double share, int inFlight) {
    return new OfferHealth(position.factor(), 1, 1, 1, 1, 0, position, share, false, inFlight);
  }

  OfferHealth behind(boolean nowBehind) {
    return new OfferHealth(
        score, success, usualSuccess, speed, calm, calls, position, share, nowBehind, inFlight);
  }
}
