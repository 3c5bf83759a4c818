package io.reelgate.video.live;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How videos are followed live.
///
/// @param mostStreams most open streams of this replica; more are refused with 503
/// @param mostPerTenant most open streams of one tenant on this replica; more are refused with 429
/// @param look how often all followed videos are looked at, beside being told of changes
/// @param heartbeat the longest silence on a stream; then a comment is sent
/// @param longest when a stream is closed whatever happens; clients connect again by themselves
/// @param lookBack how far back a returning client is told what it has missed of its tenant
@Validated
@ConfigurationProperties("reelgate.live")
record LiveProperties(
    @DefaultValue("4000") @Positive int mostStreams,
    @DefaultValue("500") @Positive int mostPerTenant,
    @DefaultValue("1s") @NotNull Duration look,
    @DefaultValue("15s") @NotNull Duration heartbeat,
    @DefaultValue("30m") @NotNull Duration longest,
    @DefaultValue("1h") @NotNull Duration lookBack) {}
