package io.reelgate.catalog.file;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the catalog.
///
/// @param aliases other names of models for code that cannot change the name it sends, such as
///   `sora-2: seedance-2.0-mini`; empty by default, and each must stand for a known model
/// @param directory where more catalog files (`*.yml`) are mounted: one with the name of a shipped
///   file replaces it, any other is added; none by default. A directory that cannot be read stops
///   the start
/// @param checkEvery how often the directory is looked at for changes; 10 seconds by default. A
///   changed file that is wrong is logged, and the catalog stays as it was
@ConfigurationProperties("reelgate.catalog")
record CatalogProperties(
    @DefaultValue Map<String, String> aliases,
    @Nullable Path directory,
    @DefaultValue("10s") Duration checkEvery) {}
