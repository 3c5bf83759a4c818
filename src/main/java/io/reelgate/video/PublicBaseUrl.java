package io.reelgate.video;

import io.reelgate.role.SettingException;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/// The address under which callers reach this gateway: the setting {@code
/// reelgate.public-base-url}, never the {@code Host} header. Only the profile {@code local} has a
/// default, its own port.
@Component
class PublicBaseUrl {
  private static final String SETTING = "reelgate.public-base-url";

  private final Environment environment;

  PublicBaseUrl(Environment environment) {
    this.environment = environment;
    if (configured().isBlank() && !environment.acceptsProfiles(Profiles.of("local"))) {
      throw new SettingException(
          "the setting %s (environment REELGATE_PUBLIC_BASE_URL) is missing; it is the address under which callers reach the gateway"
              .formatted(SETTING));
    }
  }

  /// Without a trailing slash.
  String get() {
    String configured = configured();
    return configured.isBlank()
        ? "http://localhost:" + environment.getProperty("local.server.port", "8080")
        : configured.replaceAll("/+$", "");
  }

  private String configured() {
    return environment.getProperty(SETTING, "");
  }
}
