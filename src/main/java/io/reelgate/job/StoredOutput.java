package io.reelgate.job;

import org.jspecify.annotations.Nullable;

/// One finished file as the job remembers it. Facts that the file did not tell are null.
///
/// @param url where the provider keeps it; never shown to anyone
public record StoredOutput(
    int index,
    String url,
    String contentType,
    @Nullable Long bytes,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Double duration,
    @Nullable Integer fps,
    @Nullable Boolean hasAudio,
    @Nullable Long seed) {}
