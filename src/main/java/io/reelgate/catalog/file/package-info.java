/// How the catalog is written in files: read, checked to the last word, and read again when the
/// files change.
@NullMarked
package io.reelgate.catalog.file;

import org.jspecify.annotations.NullMarked;
