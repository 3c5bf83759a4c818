/// Makes real, playable MP4 files out of nothing: H.264 pictures of plain colour with a bar that
/// grows every second, and a silent AAC track. Small, quick, and the same bytes for the same facts,
/// so nothing has to be kept.
@NullMarked
package io.reelgate.sandbox.clip;

import org.jspecify.annotations.NullMarked;
