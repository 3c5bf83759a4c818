/// What operators see of the gateway beside its rows: the steps of a video's way as spans of one
/// trace, the fields of log lines, and figures of the whole database. Everybody may tell it what
/// happens; it decides nothing.
@NullMarked
@ApplicationModule(allowedDependencies = {"work", "database", "role"})
package io.reelgate.telemetry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
