/// Which parts of the process run on this replica ({@code reelgate.roles}). Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.role;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
