@NullMarked
package io.reelgate.testing;

import org.jspecify.annotations.NullMarked;
