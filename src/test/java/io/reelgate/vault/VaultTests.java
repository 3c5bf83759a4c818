package io.reelgate.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.role.SettingException;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTests {
  private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
  private static final String NEW =
      Base64.getEncoder().encodeToString("a new master key of the tests 32".getBytes(UTF_8));
  private static final byte[] SECRET = "a secret".getBytes(UTF_8);

  private final Vault old = new Vault(new VaultProperties(OLD, "old", Map.of()));
  private final Vault rotated = new Vault(new VaultProperties(NEW, "new", Map.of("old", OLD)));

  @Test
  void whatIsSealedIsHadAgain() {
    Sealed sealed = old.seal(SECRET, "tenant 1");

    assertThat(sealed.keyId()).isEqualTo("old");
    assertThat(sealed.hex()).doesNotContain("6120736563726574");
    assertThat(old.open(sealed, "tenant 1")).isEqualTo(SECRET);
    assertThat(old.seal(SECRET, "tenant 1")).isNotEqualTo(sealed);
  }

  @Test
  void aRowThatWasCopiedToAnotherPlaceIsNotOpened() {
    Sealed sealed = old.seal(SECRET, "tenant 1");

    assertThatThrownBy(() -> old.open(sealed, "tenant 2"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aChangedByteIsNoticed() {
    Sealed sealed = old.seal(SECRET, "tenant 1");
    for (int at = 0; at < sealed.hex().length(); at += 7) {
      char changed = sealed.hex().charAt(at) == '0' ? '1' : '0';
      String hex = sealed.hex().substring(0, at) + changed + sealed.hex().substring(at + 1);
      assertThatThrownBy(() -> old.open(new Sealed("old", hex), "tenant 1"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aNewMasterKeyTakesOver() {
    Sealed sealed = old.seal(SECRET, "tenant 1");

    assertThat(rotated.open(sealed, "tenant 1")).isEqualTo(SECRET);
    Sealed again = rotated.rewrap(sealed, "tenant 1");
    assertThat(again.keyId()).isEqualTo("new");
    Vault alone = new Vault(new VaultProperties(NEW, "new", Map.of()));
    assertThat(alone.open(again, "tenant 1")).isEqualTo(SECRET);
    assertThatThrownBy(() -> alone.open(sealed, "tenant 1")).hasMessageContaining("old");
    assertThatThrownBy(() -> alone.open(new Sealed("new", sealed.hex()), "tenant 1"))
        .isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "bm90IDMyIGJ5dGVz", "%%%%"})
  void aBadMasterKeyStopsTheStartAndIsNotShown(String key) {
    assertThatThrownBy(() -> new Vault(new VaultProperties(key, "id", Map.of())))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("master");
    assertThat(new VaultProperties(OLD, "old", Map.of()).toString()).doesNotContain(OLD);
  }
}
