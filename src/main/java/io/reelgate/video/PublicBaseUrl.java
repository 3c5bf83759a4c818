package io.reelgate.video;

import io.reelgate.role.SettingException;
import java.net.URI;
import java.net.URISyntaxException;
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
    if (!configured().isBlank() && !isBase(configured())) {
      throw new SettingException(
          "the setting %s (environment REELGATE_PUBLIC_BASE_URL) must be an http or https address with a host, and without user, query or fragment, such as https://video.example.com"
              .formatted(SETTING));
    }
  }

  private static boolean isBase(String text) {
    try {
      URI uri = new URI(text);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (URISyntaxException notOne) {
      return false;
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
