package io.reelgate.tenant;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The id of a tenant: {@code tenant_} and a lower-case ULID.
public record TenantId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("tenant_[0-9a-hjkmnp-tv-z]{26}");

  @JsonCreator
  public TenantId {
    if (!isId(value)) {
      throw new IllegalArgumentException("not the id of a tenant");
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
