package io.reelgate.tenant;

import io.reelgate.role.SettingException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// Secrets of the front door. Empty means missing; the start fails when a required one is.
///
/// @param adminKey the bearer key of `/v1/admin`, at least 16 characters; required outside the
///   profile `local`, and there its absence closes the admin API
/// @param keyPepper the secret under which API keys are hashed, at least 16 characters; the same on
///   every replica
/// @param keyPepperId a short name of the pepper, stored beside each hash
@ConfigurationProperties("reelgate.security")
public record SecurityProperties(
    @Nullable String adminKey, @Nullable String keyPepper, @Nullable String keyPepperId) {
  private static final String PREFIX = "reelgate.security.";
  private static final int SECRET_MIN_LENGTH = 16;

  public SecurityProperties {
    adminKey = emptyToNull(adminKey);
    keyPepper = emptyToNull(keyPepper);
    keyPepperId = emptyToNull(keyPepperId);
  }

  /// Refuses a start without the secrets.
  ///
  /// @param adminKeyRequired false only in the profile {@code local}
  void check(boolean adminKeyRequired) {
    if (adminKeyRequired || adminKey != null) {
      requireSecret("admin-key", "REELGATE_ADMIN_KEY", adminKey);
    }
    requireSecret("key-pepper", "REELGATE_KEY_PEPPER", keyPepper);
    if (keyPepperId == null) {
      throw new SettingException(name("key-pepper-id", "REELGATE_KEY_PEPPER_ID") + " is missing");
    }
  }

  private static void requireSecret(String key, String variable, @Nullable String value) {
    if (value == null) {
      throw new SettingException(name(key, variable) + " is missing");
    }
    if (value.length() < SECRET_MIN_LENGTH) {
      throw new SettingException(
          name(key, variable) + " is shorter than " + SECRET_MIN_LENGTH + " characters");
    }
  }

  private static String name(String key, String variable) {
    return "the setting " + PREFIX + key + " (environment " + variable + ")";
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  @Override
  public String toString() {
    return "SecurityProperties[keyPepperId=" + keyPepperId + "]";
  }
}
