/// From the raw HTTP request of a POST that makes a job to one typed, checked {@link
/// io.reelgate.video.request.CreateVideoRequest} and its fingerprint. {@code body} turns bytes into
/// a tree, {@code value} gives every field its canonical value, and here aliases and header twins
/// are merged, contradictions refused and the record bound. No catalog, no defaults, no database:
/// what the caller said, nothing more.
@NullMarked
package io.reelgate.video.request;

import org.jspecify.annotations.NullMarked;
