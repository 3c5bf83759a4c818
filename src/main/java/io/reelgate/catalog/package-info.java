/// What can be asked for and at what price: our models, who offers them, and the provider-neutral
/// spec of one wanted video. Loaded from {@code resources/catalog/*.yml} at start.
@NullMarked
@ApplicationModule(allowedDependencies = {"money", "problem", "web"})
package io.reelgate.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
