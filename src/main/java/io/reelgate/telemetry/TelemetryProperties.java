package io.reelgate.telemetry;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// What operators see.
///
/// @param every how often each replica reads the figures that are about the whole database
@Validated
@ConfigurationProperties("reelgate.telemetry")
record TelemetryProperties(@DefaultValue("15s") @NotNull Duration every) {}
