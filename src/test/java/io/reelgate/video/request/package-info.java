/// Tests of the way from raw requests to checked ones.
@NullMarked
package io.reelgate.video.request;

import org.jspecify.annotations.NullMarked;
