/// The one face all providers show. A provider is one folder below this package and one file in the
/// catalog; nothing else knows that it exists.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "health",
      "catalog",
      "money",
      "outbound",
      "work",
      "database",
      "problem",
      "web",
      "role"
    })
package io.reelgate.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
