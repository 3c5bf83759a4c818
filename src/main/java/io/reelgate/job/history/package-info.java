/// What became of a job, attempt by attempt, as operators see it.
@NullMarked
package io.reelgate.job.history;

import org.jspecify.annotations.NullMarked;
