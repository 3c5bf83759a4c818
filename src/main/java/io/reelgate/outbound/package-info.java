/// The one client for URLs that come from outside (a provider's answer, a tenant): it refuses
/// private addresses at connect time and follows no redirect. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.outbound;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
