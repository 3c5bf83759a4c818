package io.reelgate.sandbox;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/// Remembers which orders have been seen, so that a second payment for the same order shows. Only a
/// digest of each is kept; what was seen twice is kept in words, up to a bound.
final class Sightings {
  static final int LISTED = 100;
  private static final int SHOWN = 300;

  private record Digest(long high, long low) {
    static Digest of(String identity) {
      try {
        byte[] sum =
            MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.wrap(sum);
        return new Digest(bytes.getLong(), bytes.getLong());
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private static final class Sighting {
    private final AtomicInteger submits = new AtomicInteger();
    private final AtomicInteger tasks = new AtomicInteger();
  }

  private record Noted(Sighting sighting, String identity) {
    Repeat repeat() {
      return new Repeat(sighting.submits.get(), sighting.tasks.get(), identity);
    }
  }

  /// An order that came more than once.
  ///
  /// @param submits how many requests carried it
  /// @param tasks how many paid tasks it became
  @Schema(name = "SandboxRepeat", description = "An order that came more than once.")
  record Repeat(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "How many requests carried it.")
          int submits,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "How many paid tasks it became.")
          int tasks,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "The token or the hash of the body.")
          String order) {}

  private final int bound;
  private final ConcurrentHashMap<Digest, Sighting> seen = new ConcurrentHashMap<>();
  private final Queue<Digest> oldestFirst = new ConcurrentLinkedQueue<>();
  private final LongAdder submittedAgain = new LongAdder();
  private final LongAdder paidAgain = new LongAdder();
  private final Notes submitted = new Notes();
  private final Notes paid = new Notes();

  Sightings(int bound) {
    this.bound = bound;
  }

  /// @return whether this is the first request with this order
  boolean submitted(String identity) {
    Sighting sighting = sighting(identity);
    int times = sighting.submits.incrementAndGet();
    if (times > 1) {
      submittedAgain.increment();
    }
    if (times == 2) {
      submitted.note(sighting, identity);
    }
    return times == 1;
  }

  void paid(String identity) {
    Sighting sighting = sighting(identity);
    int times = sighting.tasks.incrementAndGet();
    if (times > 1) {
      paidAgain.increment();
    }
    if (times == 2) {
      paid.note(sighting, identity);
    }
  }

  private Sighting sighting(String identity) {
    Digest digest = Digest.of(identity);
    Sighting known = seen.get(digest);
    if (known != null) {
      return known;
    }
    return seen.computeIfAbsent(
        digest,
        key -> {
          oldestFirst.add(key);
          return new Sighting();
        });
  }

  /// Forgets the oldest orders beyond the bound.
  void trim() {
    while (seen.mappingCount() > bound) {
      Digest oldest = oldestFirst.poll();
      if (oldest == null) {
        return;
      }
      seen.remove(oldest);
    }
  }

  long submittedAgain() {
    return submittedAgain.sum();
  }

  long paidAgain() {
    return paidAgain.sum();
  }

  /// What was paid more than once comes first, then what was only asked for again.
  List<Repeat> repeats() {
    List<Repeat> repeats = new ArrayList<>();
    Stream.concat(paid.noted.stream(), submitted.noted.stream())
        .map(Noted::repeat)
        .filter(repeat -> !repeats.contains(repeat))
        .limit(LISTED)
        .forEach(repeats::add);
    return repeats;
  }

  private static final class Notes {
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Noted> noted = new ConcurrentLinkedQueue<>();

    private void note(Sighting sighting, String identity) {
      if (count.incrementAndGet() <= LISTED) {
        int end = Math.min(SHOWN, identity.length());
        noted.add(new Noted(sighting, identity.substring(0, end)));
      }
    }
  }
}
