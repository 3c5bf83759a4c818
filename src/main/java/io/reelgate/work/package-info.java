/// Leased background work: claims due rows, runs them on virtual threads, renews leases, stops
/// cleanly. Knows no domain.
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package io.reelgate.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
