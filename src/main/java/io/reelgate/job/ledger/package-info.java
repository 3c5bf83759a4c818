/// Compares what providers have booked with what we count: every booked task must be an attempt's,
/// and every attempt's cost must be what was booked. Costs that were open are settled by it; what
/// differs is told to operators and changes nothing by itself.
@NullMarked
package io.reelgate.job.ledger;

import org.jspecify.annotations.NullMarked;
