package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.OptionalInt;

/// The wanted length: whole seconds, or {@link Auto} when the model chooses.
public sealed interface Seconds {
  /// A fixed number of whole seconds.
  record Fixed(int value) implements Seconds {
    public Fixed {
      if (value < 1) {
        throw new IllegalArgumentException("seconds must be positive: " + value);
      }
    }

    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /// The model chooses the length.
  record Auto() implements Seconds {
    @Override
    public String toString() {
      return "auto";
    }
  }

  static Seconds of(int seconds) {
    return new Fixed(seconds);
  }

  @JsonCreator
  static Seconds parse(String word) {
    return word.equals("auto") ? new Auto() : new Fixed(Integer.parseInt(word));
  }

  /// {@code auto} or digits.
  @JsonValue
  default String word() {
    return toString();
  }

  default OptionalInt fixed() {
    return this instanceof Fixed(int value) ? OptionalInt.of(value) : OptionalInt.empty();
  }
}
