package io.reelgate.video;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Size;
import org.jspecify.annotations.Nullable;

/// What is known of the clip that an edit or an extension starts from, when it is a video of ours.
///
/// @param url where its provider keeps it
/// @param seconds measured length
/// @param size its real pixels
record SourceClip(
    String videoId,
    ModelId model,
    String url,
    @Nullable Double seconds,
    String resolution,
    @Nullable Size size) {}
