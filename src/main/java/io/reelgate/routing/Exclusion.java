package io.reelgate.routing;

import io.reelgate.catalog.OfferId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An offer that was left out, and why.
///
/// @param allowed what the offer would have taken; empty where no value of the field helps. For
///   {@code UNHONOURED}, the fields that it ignores
/// @param quote what it would have cost; null unless that is the reason
public record Exclusion(OfferId offer, Reason reason, List<String> allowed, @Nullable Quote quote) {
  public Exclusion {
    allowed = List.copyOf(allowed);
  }

  /// Why an offer is out, in the order in which reasons are looked for.
  public enum Reason {
    NOT_IN_ONLY("provider.only"),
    IGNORED("provider.ignore"),
    /// No account of the caller's kind, live or test.
    NO_ACCOUNT("model"),
    OPERATION("operation"),
    RESOLUTION("resolution"),
    ASPECT_RATIO("aspect_ratio"),
    SECONDS("seconds"),
    OUTPUTS("n"),
    REFERENCES("input_references"),
    PROMPT("prompt"),
    OPTIONS("provider.options"),
    /// A field that the offer would ignore, and the caller requires all to be honoured.
    UNHONOURED("provider.require_parameters"),
    MAX_COST("max_cost");

    private final String param;

    Reason(String param) {
      this.param = param;
    }

    /// The request field that keeps the offer out.
    public String param() {
      return param;
    }
  }
}
