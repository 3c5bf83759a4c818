/// Runware's wire. Everything is a POST of an array of tasks to one path, and each task succeeds or
/// fails on its own. The caller names a task by a UUID; a second one under the same name is refused
/// as a conflict and never made. The charge counts pixels and frames.
@NullMarked
package io.reelgate.sandbox.runware;

import org.jspecify.annotations.NullMarked;
