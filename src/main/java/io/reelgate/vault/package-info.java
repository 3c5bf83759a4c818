/// Keeps secrets that must be had again in plain, such as those under which webhooks are signed:
/// each is sealed for its own place in the database under a master key that never enters it.
@NullMarked
@ApplicationModule(allowedDependencies = {"role"})
package io.reelgate.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
