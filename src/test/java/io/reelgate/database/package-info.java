@NullMarked
package io.reelgate.database;

import org.jspecify.annotations.NullMarked;
