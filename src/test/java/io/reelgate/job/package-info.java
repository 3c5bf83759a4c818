@NullMarked
package io.reelgate.job;

import org.jspecify.annotations.NullMarked;
