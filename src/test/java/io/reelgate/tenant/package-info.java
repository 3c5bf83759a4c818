@NullMarked
package io.reelgate.tenant;

import org.jspecify.annotations.NullMarked;
