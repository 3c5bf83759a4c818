package io.reelgate.catalog;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Settings of the catalog.
///
/// @param aliases other names of models for code that cannot change the name it sends, such as
///   `sora-2: seedance-2.0-mini`; empty by default, and each must stand for a known model
@ConfigurationProperties("reelgate.catalog")
record CatalogProperties(@DefaultValue Map<String, String> aliases) {}
