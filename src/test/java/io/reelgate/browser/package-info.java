/// The pages of the gateway in a real browser, as people use them.
@NullMarked
package io.reelgate.browser;

import org.jspecify.annotations.NullMarked;
