/// Runware. What is odd about this API: everything is a POST of an array of tasks to one path, and
/// answers are matched by the tasks' own ids, never by position. We choose that id, so it is the
/// attempt's token: a second task under it is refused as a conflict, which proves that the first
/// send arrived. Errors stand in the body at any HTTP status and are sorted by their code before
/// the status. An acknowledgement may name nothing at all, an unknown id is an empty answer, and
/// unknown state words mean that the task still runs. Many tasks are asked about in one request;
/// one task can make several videos, each with its own cost. Results are kept as long as the order
/// says, seven days unless the caller wants otherwise.
@NullMarked
package io.reelgate.provider.runware;

import org.jspecify.annotations.NullMarked;
