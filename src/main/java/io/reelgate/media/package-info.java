/// Reads the few facts of an MP4 file that the gateway shows. Uses no other package.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.reelgate.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
