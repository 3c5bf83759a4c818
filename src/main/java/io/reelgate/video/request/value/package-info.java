/// The types of request fields: each reader checks one value, says exactly what is wrong with it,
/// and gives back its one canonical form, so that equal wishes are equal whatever the client wrote.
@NullMarked
package io.reelgate.video.request.value;

import org.jspecify.annotations.NullMarked;
