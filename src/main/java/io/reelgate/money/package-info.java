/// Amounts of money. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
