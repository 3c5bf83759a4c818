/// Who calls: tenants, their API keys, and the security chains that tell one caller from another.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "problem", "web", "role", "telemetry"})
package io.reelgate.tenant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
