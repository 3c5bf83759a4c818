/// What tests of every package share.
@NullMarked
package io.reelgate.testing;

import org.jspecify.annotations.NullMarked;
