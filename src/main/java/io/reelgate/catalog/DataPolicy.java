package io.reelgate.catalog;

import org.jspecify.annotations.Nullable;

/// What becomes of prompts and inputs at a provider. What is not told is not promised.
///
/// @param region where they are worked on, such as {@code eu}; null where it is not told
/// @param retentionDays how long they are kept; null where it is not told
/// @param training whether models are trained with them; null where it is not told
public record DataPolicy(
    @Nullable String region, @Nullable Integer retentionDays, @Nullable Boolean training) {
  public static final DataPolicy UNTOLD = new DataPolicy(null, null, null);
}
