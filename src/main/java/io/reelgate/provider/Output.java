package io.reelgate.provider;

/// One finished file at the provider.
///
/// @param url where it lies; may be secret, so never logged
public record Output(String url) {}
