package io.reelgate.job.ledger;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How the books of providers are compared.
///
/// @param every how often an account is compared
/// @param tick how often each replica looks whether an account is due
/// @param retry when an account is looked at again that could not be read
/// @param turn how long one look at an account may go on reading before the next begins
/// @param slice the longest time that is read at once
/// @param lag the newest bookings that are not looked at yet, because their orders may still be on
///   their way to the database
/// @param bookingWait how long after its end a paid task may be missing in the books
/// @param refundWait how long after its end a failed task may be booked without a refund
/// @param keep how long bookings are kept
/// @param tolerance the difference that counts as none, in micro-dollars
@Validated
@ConfigurationProperties("reelgate.ledger")
record LedgerProperties(
    @DefaultValue("20m") @NotNull Duration every,
    @DefaultValue("30s") @NotNull Duration tick,
    @DefaultValue("5m") @NotNull Duration retry,
    @DefaultValue("5m") @NotNull Duration turn,
    @DefaultValue("1h") @NotNull Duration slice,
    @DefaultValue("2m") @NotNull Duration lag,
    @DefaultValue("30m") @NotNull Duration bookingWait,
    @DefaultValue("4h") @NotNull Duration refundWait,
    @DefaultValue("35d") @NotNull Duration keep,
    @DefaultValue("100") @Positive long tolerance) {}
