package io.reelgate.catalog.file;

/// A catalog file before it is read.
///
/// @param name as errors tell it, such as {@code catalog/runware.yml}
record CatalogText(String name, String yaml) {}
