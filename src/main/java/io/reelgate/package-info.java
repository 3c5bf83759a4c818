/// The gateway in front of the AI video providers: one package per thing the product has.
@NullMarked
package io.reelgate;

import org.jspecify.annotations.NullMarked;
