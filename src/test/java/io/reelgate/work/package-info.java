@NullMarked
package io.reelgate.work;

import org.jspecify.annotations.NullMarked;
