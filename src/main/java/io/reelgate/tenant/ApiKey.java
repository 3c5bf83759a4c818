package io.reelgate.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What may be shown of an API key after the one moment in which its text was.
///
/// @param hint the prefix and the last four characters
record ApiKey(
    ApiKeyId id,
    TenantId tenant,
    String name,
    KeyMode mode,
    List<Scope> scopes,
    KeyState state,
    String hint,
    RoutingRules routing,
    Times times) {

  /// @param expires set while the key is the old one of a rotation, and after
  record Times(Instant created, @Nullable Instant expires, @Nullable Instant revoked) {}
}
