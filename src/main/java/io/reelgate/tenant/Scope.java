package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a key may do: {@code READ} covers GET and HEAD, {@code WRITE} everything that changes
/// something.
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
