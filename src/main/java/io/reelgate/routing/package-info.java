/// Which offer to try, and which next. Pure functions; no I/O and no clock.
@NullMarked
@ApplicationModule(allowedDependencies = {"health", "catalog", "money"})
package io.reelgate.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
