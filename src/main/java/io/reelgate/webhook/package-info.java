/// Telling tenants what became of their videos: where they want to hear of it (endpoints), what
/// they are told (events, byte for byte the same in every try), and bringing it there (deliveries,
/// in {@code webhook/delivery}). Delivery rows are written in the transaction of the change they
/// tell of.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "video",
      "job",
      "tenant",
      "work",
      "telemetry",
      "vault",
      "outbound",
      "problem",
      "web",
      "database",
      "role"
    })
package io.reelgate.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
