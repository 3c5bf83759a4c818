/// Durable work on one video, from the accepted request to its one terminal state.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "provider",
      "health",
      "routing",
      "catalog",
      "tenant",
      "work",
      "telemetry",
      "money",
      "problem",
      "web",
      "database",
      "outbound",
      "media",
      "role"
    })
package io.reelgate.job;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
