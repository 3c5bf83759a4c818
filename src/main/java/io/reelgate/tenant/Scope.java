package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/// What a key may do: {@code READ} covers GET and HEAD, {@code WRITE} everything that changes
/// something.
@Schema(
    name = "ApiKeyScope",
    description = "What a key may do: read covers GET and HEAD, write all that changes something.",
    enumAsRef = true)
public enum Scope {
  @JsonProperty("read")
  READ,
  @JsonProperty("write")
  WRITE;

  /// The authority that the security chains ask for.
  String authority() {
    return "SCOPE_" + name();
  }
}
