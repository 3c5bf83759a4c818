@NullMarked
package io.reelgate.provider.wavespeed;

import org.jspecify.annotations.NullMarked;
