/// Videos as server-sent events: one video, or all of a tenant. A stream costs no thread and no
/// query of its own: what has changed is looked up once for all who follow it, and only while
/// something is written does a stream have a thread.
@NullMarked
package io.reelgate.video.live;

import org.jspecify.annotations.NullMarked;
