@NullMarked
package io.reelgate.catalog;

import org.jspecify.annotations.NullMarked;
