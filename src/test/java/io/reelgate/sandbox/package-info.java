@NullMarked
package io.reelgate.sandbox;

import org.jspecify.annotations.NullMarked;
