package io.reelgate.video.request;

import io.reelgate.catalog.Operation;
import java.util.List;

/// What a caller wants, and how to tell that it is wanted again.
///
/// @param operation what the inputs and the endpoint amount to
/// @param warnings what was sent and has no effect
public record DecodedRequest(
    CreateVideoRequest request,
    Operation operation,
    Fingerprint fingerprint,
    List<Warning> warnings) {
  public DecodedRequest {
    warnings = List.copyOf(warnings);
  }
}
