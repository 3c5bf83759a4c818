/// Bringing events to their receivers: planned in the transaction of the change they tell of,
/// claimed fairly, tried by a schedule, and kept in a log that tenants can read and replay from.
@NullMarked
package io.reelgate.webhook.delivery;

import org.jspecify.annotations.NullMarked;
