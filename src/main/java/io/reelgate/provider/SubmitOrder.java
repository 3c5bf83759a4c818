package io.reelgate.provider;

import io.reelgate.catalog.Offer;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One paid order, about to be sent.
///
/// @param token our unique id of the attempt; the key of a provider that dedupes by token
/// @param again whether the identical order, token included, was sent before and its answer lost;
///   only for a provider that dedupes by the token
/// @param callback where the provider may report the end of the task; null for nowhere
/// @param notAfter the send must have begun by then, or must not begin at all
public record SubmitOrder(
    UUID token,
    ProviderAccount account,
    Offer offer,
    Terms terms,
    VideoSpec spec,
    boolean again,
    @Nullable URI callback,
    SendDeadline notAfter) {}
