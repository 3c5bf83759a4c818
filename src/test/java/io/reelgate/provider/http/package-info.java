@NullMarked
package io.reelgate.provider.http;

import org.jspecify.annotations.NullMarked;
