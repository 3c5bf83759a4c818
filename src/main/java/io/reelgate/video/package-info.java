/// The {@code /v1/videos} API: decodes what callers send, and shows a job as a video.
@NullMarked
@ApplicationModule(
    allowedDependencies = {
      "job",
      "health",
      "routing",
      "catalog",
      "tenant",
      "money",
      "problem",
      "web",
      "outbound",
      "work",
      "database",
      "role"
    })
package io.reelgate.video;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
