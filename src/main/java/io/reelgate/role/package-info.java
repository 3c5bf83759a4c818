/// What a replica is told before it starts: which parts of the process it runs ({@code
/// reelgate.roles}), and how it says that a setting is missing. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
