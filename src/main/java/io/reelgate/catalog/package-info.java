/// What can be asked for and at what price: our models, who offers them, and the provider-neutral
/// spec of one wanted video. Loaded from {@code resources/catalog/*.yml} and the mounted directory.
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "money", "problem", "web", "work"})
package io.reelgate.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
