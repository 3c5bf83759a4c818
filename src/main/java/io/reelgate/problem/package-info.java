/// What can go wrong, as callers see it: the one list of public errors and the one place where an
/// exception becomes an error body. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
