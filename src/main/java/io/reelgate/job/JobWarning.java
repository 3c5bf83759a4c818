package io.reelgate.job;

import org.jspecify.annotations.Nullable;

/// Something the caller should know although the job runs.
///
/// @param code a stable word
/// @param param the request field it is about
public record JobWarning(String code, @Nullable String param, String message) {}
