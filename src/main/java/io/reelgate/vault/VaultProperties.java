package io.reelgate.vault;

import io.reelgate.role.SettingException;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The keys under which secrets in the database are sealed.
///
/// @param masterKey the current master key, 32 bytes in standard base64; the same on every replica;
///   required outside the profile `local`
/// @param masterKeyId its short name, stored beside each secret that is sealed under it
/// @param formerKeys by name, the master keys before it, until nothing is sealed under them any
///   more
@ConfigurationProperties("reelgate.vault")
record VaultProperties(
    @DefaultValue("") String masterKey,
    @DefaultValue("") String masterKeyId,
    @DefaultValue Map<String, String> formerKeys) {
  VaultProperties {
    formerKeys = Map.copyOf(formerKeys);
    require(masterKey, "master-key", "REELGATE_MASTER_KEY");
    require(masterKeyId, "master-key-id", "REELGATE_MASTER_KEY_ID");
  }

  private static void require(String value, String key, String variable) {
    if (value.isBlank()) {
      throw new SettingException(
          "the setting reelgate.vault.%s (environment %s) is missing".formatted(key, variable));
    }
  }

  @Override
  public String toString() {
    return "VaultProperties[masterKeyId=" + masterKeyId + "]";
  }
}
