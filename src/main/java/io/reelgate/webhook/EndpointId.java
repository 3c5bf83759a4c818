package io.reelgate.webhook;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a webhook endpoint: {@code whe_} and a lower-case ULID.
public record EndpointId(String value) {
  private static final Pattern FORM = Pattern.compile("whe_[0-9a-z]{26}");

  public EndpointId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of an endpoint");
    }
  }

  /// Empty for what no endpoint can be called.
  public static Optional<EndpointId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new EndpointId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
