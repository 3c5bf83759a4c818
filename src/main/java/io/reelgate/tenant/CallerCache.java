package io.reelgate.tenant;

import io.reelgate.tenant.CallerLookup.Found;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Remembers for a few seconds whom a digest belongs to, so that a busy key does not cost a query
/// per request. A revoked key is refused by every replica within that time; the replica that
/// revoked it forgets at once. Unknown digests are not remembered: they would be free to fill it.
final class CallerCache {
  private static final int MAX_ENTRIES = 10_000;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final Duration lifetime;

  CallerCache(Duration lifetime) {
    this.lifetime = lifetime;
  }

  Optional<Found> get(String digest) {
    @Nullable Entry entry = entries.get(digest);
    return entry == null || entry.endsBefore(System.nanoTime())
        ? Optional.empty()
        : Optional.of(entry.found);
  }

  /// @param since a reading of {@link System#nanoTime} from before the query
  void put(String digest, Found found, long since) {
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
    entries.put(digest, new Entry(found, since + lifetime.toNanos()));
  }

  void clear() {
    entries.clear();
  }

  private record Entry(Found found, long endsAt) {
    boolean endsBefore(long now) {
      return now - endsAt >= 0;
    }
  }
}
