/// Simulators of every provider's wire, in memory. Part of the product: the local run, test keys,
/// the tests and the benchmark all talk to it over real HTTP. Uses no other package, and none uses
/// it.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
