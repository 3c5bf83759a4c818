/// What becomes of a paid order of which nobody knows whether it was accepted. Each class of
/// provider has its own way to the truth: the identical order is sent again where the provider
/// refuses a second task under the same token; elsewhere a list is searched, and a single task that
/// nobody claims is adopted; a callback under the attempt's own secret address names its task. What
/// stays open is left to an operator. Nothing here ever makes a second task.
@NullMarked
package io.reelgate.job.reconcile;

import org.jspecify.annotations.NullMarked;
