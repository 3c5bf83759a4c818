package io.reelgate.sandbox;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// A seeded source of random shares that threads do not contend for.
final class Chance {
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private final AtomicLong next;

  Chance(long seed) {
    next = new AtomicLong(seed);
  }

  /// A share from 0 (included) to 1 (excluded).
  double roll() {
    return new SplittableRandom(next.getAndAdd(STRIDE)).nextDouble();
  }
}
