package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The id of an API key, never the key itself: {@code key_} and a lower-case ULID.
public record ApiKeyId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("key_[0-9a-hjkmnp-tv-z]{26}");

  @JsonCreator
  public ApiKeyId {
    if (!isId(value)) {
      throw new IllegalArgumentException("not the id of an API key");
    }
  }

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
