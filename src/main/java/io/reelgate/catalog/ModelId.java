package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Our own id of a video model, whoever serves it, such as {@code seedance-2.0-mini}.
public record ModelId(@JsonValue String value) {
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ModelId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a model id must not be empty");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
