@NullMarked
package io.reelgate.outbound;

import org.jspecify.annotations.NullMarked;
