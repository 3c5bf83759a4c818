@NullMarked
package io.reelgate.media;

import org.jspecify.annotations.NullMarked;
