/// How each offer is doing. Outcomes of orders and tasks are counted in memory, added to the
/// fleet's counters in the background, and read back together with those of all replicas; nobody
/// waits for a query. What comes of it is an immutable {@link HealthSnapshot}, which is advice and
/// no more: it is ignored when it is old.
@NullMarked
@ApplicationModule(
    allowedDependencies = {"catalog", "tenant", "work", "database", "problem", "web", "role"})
package io.reelgate.health;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
