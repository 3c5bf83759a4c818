package io.reelgate.video;

import io.reelgate.role.SettingException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Links that callers open without a key.
///
/// @param signingKey the secret under which links are signed, at least 16 characters; the same on
///   every replica; required outside the profile `local`
@ConfigurationProperties("reelgate.links")
record LinkProperties(@DefaultValue("") String signingKey) {
  private static final int MIN_LENGTH = 16;

  LinkProperties {
    if (signingKey.length() < MIN_LENGTH) {
      throw new SettingException(
          "the setting reelgate.links.signing-key (environment REELGATE_LINK_SIGNING_KEY) must have at least %d characters"
              .formatted(MIN_LENGTH));
    }
  }

  @Override
  public String toString() {
    return "LinkProperties[***]";
  }
}
