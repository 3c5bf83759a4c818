package io.reelgate.routing;

import io.reelgate.catalog.ProviderId;
import io.reelgate.health.Position;
import io.reelgate.health.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// A provider that is as well as a test says, behind a breaker by the rules of the gateway: 20
/// orders, at least 8, half of them bad; open for 15 s and twice as long each time, up to 5 min;
/// two good orders of which one at a time is under way close it.
final class SimulatedProvider {
  private static final int WINDOW = 20;
  private static final int LEAST = 8;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final ProviderId id;
  private final Deque<Boolean> window = new ArrayDeque<>();
  private Position position = Position.CLOSED;
  private Instant opensAt = Instant.MIN;
  private Duration wait = Duration.ZERO;
  private int good;
  private int inFlight;
  private double errors;
  private boolean dead;
  private Duration extra = Duration.ZERO;
  private int deadProbes;
  private int probesUnderWay;
  private int mostAtOnceWhileHalfOpen;
  private int openings;
  private boolean probing;

  SimulatedProvider(String id) {
    this.id = new ProviderId(id);
  }

  void errors(double share) {
    errors = share;
    dead = false;
    extra = Duration.ZERO;
  }

  void slower(Duration time) {
    errors(0);
    extra = time;
  }

  void die() {
    dead = true;
  }

  void recover() {
    errors(0);
  }

  ProviderId id() {
    return id;
  }

  int openings() {
    return openings;
  }

  /// Orders that tried it while it was dead.
  int deadProbes() {
    return deadProbes;
  }

  int mostAtOnceWhileHalfOpen() {
    return mostAtOnceWhileHalfOpen;
  }

  /// Whether the truth is that an order would end well.
  boolean well(double luck) {
    return !dead && luck >= errors;
  }

  Standing standing(Instant now) {
    open(now);
    return new Standing(id, "default", position, null, false, inFlight);
  }

  private void open(Instant now) {
    if (position == Position.OPEN && !now.isBefore(opensAt)) {
      position = Position.HALF_OPEN;
      good = 0;
    }
  }

  /// Whether an order may be sent; a half-open breaker lets one through at a time.
  boolean admits(Instant now) {
    open(now);
    return position == Position.CLOSED || (position == Position.HALF_OPEN && !probing);
  }

  /// An order leaves.
  void sent() {
    if (position == Position.HALF_OPEN) {
      probing = true;
      deadProbes += dead ? 1 : 0;
      mostAtOnceWhileHalfOpen = Math.max(mostAtOnceWhileHalfOpen, ++probesUnderWay);
    }
  }

  /// How long it takes until one knows whether the order is taken.
  Duration answerTime() {
    return dead ? Duration.ofSeconds(10) : Duration.ofMillis(150);
  }

  /// How long a video takes.
  Duration workTime(double luck) {
    return Duration.ofMillis(30_000 + (long) (luck * 6_000)).plus(extra);
  }

  void answered(Instant now, boolean well) {
    probing = false;
    probesUnderWay = 0;
    if (position == Position.HALF_OPEN) {
      if (!well) {
        trip(now);
      } else if (++good == 2) {
        position = Position.CLOSED;
        window.clear();
        wait = Duration.ZERO;
      }
    } else if (position == Position.CLOSED) {
      note(now, well);
    }
  }

  private void note(Instant now, boolean well) {
    window.addLast(well);
    if (window.size() > WINDOW) {
      window.removeFirst();
    }
    long bad = window.stream().filter(each -> !each).count();
    if (window.size() >= LEAST && bad * 2 >= window.size()) {
      trip(now);
    }
  }

  private void trip(Instant now) {
    wait = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
    wait = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    opensAt = now.plus(wait);
    position = Position.OPEN;
    openings++;
  }

  void began() {
    inFlight++;
  }

  void ended() {
    inFlight--;
  }
}
