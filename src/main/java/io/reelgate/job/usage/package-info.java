/// What a tenant has used, summed up.
@NullMarked
package io.reelgate.job.usage;

import org.jspecify.annotations.NullMarked;
