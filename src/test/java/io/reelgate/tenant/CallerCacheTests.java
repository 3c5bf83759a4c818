package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.tenant.CallerLookup.Found;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerCacheTests {
  private static final Found FOUND =
      new Found(
          new Caller(
              new TenantId("tenant_" + "0".repeat(26)),
              new ApiKeyId("key_" + "0".repeat(26)),
              KeyMode.TEST,
              Set.of(Scope.READ),
              RoutingRules.NONE),
          false,
          false);
  private final CallerCache cache = new CallerCache(Duration.ofSeconds(5));

  @Test
  void anEntryLivesFromBeforeItsQueryOn() {
    long now = System.nanoTime();
    cache.put("fresh", FOUND, now);
    cache.put("old", FOUND, now - Duration.ofSeconds(5).toNanos());

    assertThat(cache.get("fresh")).hasValue(FOUND);
    assertThat(cache.get("old")).isEmpty();
    assertThat(cache.get("never seen")).isEmpty();
  }

  @Test
  void itNeverGrowsPastItsBound() {
    long now = System.nanoTime();
    for (int i = 0; i <= 10_000; i++) {
      cache.put("key " + i, FOUND, now);
    }

    assertThat(cache.get("key 0")).isEmpty();
    assertThat(cache.get("key 10000")).hasValue(FOUND);
  }

  @Test
  void itForgetsAtOnce() {
    cache.put("key", FOUND, System.nanoTime());

    cache.clear();

    assertThat(cache.get("key")).isEmpty();
  }
}
