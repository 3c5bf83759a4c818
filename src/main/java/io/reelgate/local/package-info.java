/// The {@code local} profile: an embedded PostgreSQL and a tenant whose API key is the word {@code
/// local}. Exists in no other profile, and its server is not in the jar.
@NullMarked
@ApplicationModule(allowedDependencies = {"tenant", "job"})
package io.reelgate.local;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
