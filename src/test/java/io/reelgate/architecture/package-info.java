/// The house rules that a compiler cannot know. Each was seen to fail on a planted fault.
@NullMarked
package io.reelgate.architecture;

import org.jspecify.annotations.NullMarked;
