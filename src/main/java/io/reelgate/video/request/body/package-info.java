/// From raw bytes to one tree. JSON and {@code multipart/form-data} are read within fixed limits,
/// and a form's bracketed names are folded into the tree that the same call would have sent as
/// JSON. Knows no field but those that may hold bytes.
@NullMarked
package io.reelgate.video.request.body;

import org.jspecify.annotations.NullMarked;
