/// How the gateway talks to PostgreSQL: separate pools for the API, the workers and their
/// heartbeat, timeouts that nest, and the database clock. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {"role"})
package io.reelgate.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
