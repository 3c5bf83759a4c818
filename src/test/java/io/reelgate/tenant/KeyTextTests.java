package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTests {
  @ParameterizedTest
  @EnumSource(KeyMode.class)
  void keyHasItsModeInFrontAndIsWellFormed(KeyMode mode) {
    String key = KeyText.random(mode);

    assertThat(key).matches("rg_(live|test)_[0-9A-Za-z]{36}").startsWith(mode.prefix());
    assertThat(KeyText.isWellFormed(key)).isTrue();
  }

  @Test
  void keysDiffer() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(KeyText.random(KeyMode.LIVE));
    }

    assertThat(keys).hasSize(1000);
  }

  @Test
  void everySingleTypoIsFound() {
    String key = KeyText.random(KeyMode.TEST);
    for (int i = 0; i < key.length(); i++) {
      char other = key.charAt(i) == 'x' ? 'y' : 'x';

      assertThat(KeyText.isWellFormed(key.substring(0, i) + other + key.substring(i + 1)))
          .as("position %d", i)
          .isFalse();
    }
  }

  @Test
  void aLiveKeyDoesNotBecomeATestKeyByItsPrefix() {
    String key = KeyText.random(KeyMode.LIVE);

    assertThat(KeyText.isWellFormed("rg_test_" + key.substring(8))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local", "rg_live_", "rg_live_0123456789", "é"})
  void otherTextsAreNotKeys(String text) {
    assertThat(KeyText.isWellFormed(text)).isFalse();
  }

  @Test
  void checksumOfAKnownKeyStaysTheSame() {
    String start = "rg_live_" + "0".repeat(30);

    assertThat(KeyText.isWellFormed(start + "1YBpv2")).isTrue();
    assertThat(KeyText.isWellFormed(start + "000000")).isFalse();
  }

  @Test
  void onlyTheEndOfAKeyIsKeptForDisplay() {
    assertThat(KeyText.hint("rg_live_" + "a".repeat(32) + "wxyz")).isEqualTo("rg_live_…wxyz");
  }
}
