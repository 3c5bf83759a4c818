@NullMarked
package io.reelgate.problem;

import org.jspecify.annotations.NullMarked;
