@NullMarked
package io.reelgate.sandbox.clip;

import org.jspecify.annotations.NullMarked;
