@NullMarked
package io.reelgate.sandbox.wavespeed;

import org.jspecify.annotations.NullMarked;
