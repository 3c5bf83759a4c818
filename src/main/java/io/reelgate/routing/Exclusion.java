package io.reelgate.routing;

import io.reelgate.catalog.OfferId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An offer that was left out, and why.
///
/// @param allowed what the offer would have taken; empty where no value of the field helps. For
///   {@code UNHONOURED}, the fields that it ignores
/// @param quote what it would have cost; null unless it is out for its cost or its speed
public record Exclusion(OfferId offer, Reason reason, List<String> allowed, @Nullable Quote quote) {
  public Exclusion {
    allowed = List.copyOf(allowed);
  }

  /// Why an offer is out, in the order in which reasons are looked for.
  public enum Reason {
    NOT_IN_ONLY("provider.only"),
    IGNORED("provider.ignore"),
    /// The tenant's or the key's lists do not permit it.
    NOT_PERMITTED("model"),
    /// It does not promise what the tenant or the key wants of its data.
    DATA_POLICY("model"),
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
    MAX_COST("max_cost"),
    /// Nine of ten of its videos take longer than there is time.
    DEADLINE("deadline_seconds");

    private final String param;

    Reason(String param) {
      this.param = param;
    }

    /// The request field that keeps the offer out.
    public String param() {
      return param;
    }

    /// The word in stored decisions and in the API.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
