/// HTTP plumbing that the controllers share.
@NullMarked
@ApplicationModule(allowedDependencies = {"problem"})
package io.reelgate.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
