@NullMarked
package io.reelgate.web;

import org.jspecify.annotations.NullMarked;
