/// WaveSpeedAI. What is odd about this API: a model is a path and takes a flat JSON body; every
/// answer is an envelope whose own code can say no inside an HTTP 200; a failed task is a perfectly
/// successful answer; unknown state words mean that the task still runs. There is no way to name an
/// order, so a submit whose answer got lost is never repeated. Results are kept for seven days.
@NullMarked
package io.reelgate.provider.wavespeed;

import org.jspecify.annotations.NullMarked;
