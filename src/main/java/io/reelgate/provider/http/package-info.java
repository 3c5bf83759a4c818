/// Building of the clients that talk to providers, and what a transport error proves about a
/// submit. For provider folders only.
@NullMarked
package io.reelgate.provider.http;

import org.jspecify.annotations.NullMarked;
