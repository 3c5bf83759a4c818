/// Building of the clients that talk to providers, and what a fault on the way proves about a paid
/// order. For provider folders only.
///
/// Whether a request left is decided by one compare-and-set between the event loop, directly before
/// its write, and whoever gives up on the answer. So "not sent" is a proof and not a guess from an
/// exception's class, and a second write of one order is impossible.
@NullMarked
package io.reelgate.provider.http;

import org.jspecify.annotations.NullMarked;
