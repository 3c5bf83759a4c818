/// WaveSpeed's wire as the provider's sheet describes it: model ids with slashes in the path, an
/// envelope around everything, a failed task as HTTP 200, no token against paying twice, and result
/// addresses that live seven days. All routes stand under `/sandbox/wavespeed`.
@NullMarked
package io.reelgate.sandbox.wavespeed;

import org.jspecify.annotations.NullMarked;
