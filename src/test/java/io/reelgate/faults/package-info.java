/// The fault suite: gateways as processes of their own that are killed, stopped and cut off while
/// they work, with the sandbox as the judge of what was paid. It runs with {@code -Pfaults}.
@NullMarked
package io.reelgate.faults;

import org.jspecify.annotations.NullMarked;
