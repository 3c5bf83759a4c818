@NullMarked
package io.reelgate.provider;

import org.jspecify.annotations.NullMarked;
