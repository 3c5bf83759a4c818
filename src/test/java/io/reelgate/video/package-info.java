/// The API from outside.
@NullMarked
package io.reelgate.video;

import org.jspecify.annotations.NullMarked;
