package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The slug of a provider, such as {@code wavespeed}.
public record ProviderId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProviderId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a provider id must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
