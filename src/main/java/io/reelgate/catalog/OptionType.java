package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a provider-only knob holds. Forms know only texts, so a text that spells a value of the
/// type is that value.
public enum OptionType {
  BOOLEAN,
  INTEGER,
  TEXT,
  OBJECT;

  /// The word in the catalog and in messages.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static OptionType parse(String word) {
    for (OptionType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no type of option " + word);
  }

  /// The value in its own type; empty when it is none of this type.
  public Optional<Object> read(Object value) {
    return switch (this) {
      case BOOLEAN -> flag(value);
      case INTEGER -> whole(value);
      case TEXT -> Optional.of(value).filter(String.class::isInstance);
      case OBJECT -> Optional.of(value).filter(Map.class::isInstance);
    };
  }

  private static Optional<Object> flag(Object value) {
    return switch (value) {
      case Boolean flag -> Optional.of(flag);
      case String text when text.equals("true") || text.equals("false") ->
          Optional.of(Boolean.valueOf(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Object> whole(Object value) {
    return switch (value) {
      case Integer number -> Optional.of(number.longValue());
      case Long number -> Optional.of(number);
      case BigDecimal number when number.stripTrailingZeros().scale() <= 0 -> fitting(number);
      case String text when text.matches("-?\\d{1,18}") -> Optional.of(Long.valueOf(text));
      default -> Optional.empty();
    };
  }

  private static Optional<Object> fitting(BigDecimal number) {
    try {
      return Optional.of(number.longValueExact());
    } catch (ArithmeticException tooLarge) {
      return Optional.empty();
    }
  }
}
