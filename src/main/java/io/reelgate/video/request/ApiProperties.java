package io.reelgate.video.request;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much a caller may send at once.
///
/// @param maxJsonBody largest JSON body, and most text in a form; more is 413
/// @param maxFormBody largest form, files included; more is 413
@ConfigurationProperties("reelgate.api")
public record ApiProperties(
    @DefaultValue("1MB") DataSize maxJsonBody, @DefaultValue("64MB") DataSize maxFormBody) {
  public ApiProperties {
    if (maxJsonBody.toBytes() < 1 || maxJsonBody.toBytes() > Integer.MAX_VALUE / 2) {
      throw new IllegalArgumentException("reelgate.api.max-json-body must be 1B to 1023MB");
    }
    if (maxFormBody.toBytes() < maxJsonBody.toBytes()) {
      throw new IllegalArgumentException(
          "reelgate.api.max-form-body must not be below reelgate.api.max-json-body");
    }
  }
}
