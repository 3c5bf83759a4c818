package io.reelgate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionTypeTests {
  @Test
  void aFlagIsTrueOrFalseOrItsWord() {
    assertThat(OptionType.BOOLEAN.read(true)).contains(true);
    assertThat(OptionType.BOOLEAN.read("false")).contains(false);
    assertThat(List.of("yes", "True", 1, Map.of()))
        .allMatch(value -> OptionType.BOOLEAN.read(value).isEmpty());
  }

  @Test
  void aWholeNumberMayBeSpelledInDigits() {
    assertThat(OptionType.INTEGER.read(7)).contains(7L);
    assertThat(OptionType.INTEGER.read(7L)).contains(7L);
    assertThat(OptionType.INTEGER.read(new BigDecimal("7.0"))).contains(7L);
    assertThat(OptionType.INTEGER.read("-7")).contains(-7L);
    assertThat(List.of("7.5", "", "seven", "9".repeat(19), new BigDecimal("7.5"), true))
        .allMatch(value -> OptionType.INTEGER.read(value).isEmpty());
    assertThat(OptionType.INTEGER.read(new BigDecimal("1e30"))).isEmpty();
  }

  @Test
  void textsAndObjectsAreThemselves() {
    assertThat(OptionType.TEXT.read("a")).contains("a");
    assertThat(OptionType.TEXT.read(1)).isEmpty();
    assertThat(OptionType.OBJECT.read(Map.of("a", 1))).contains(Map.of("a", 1));
    assertThat(OptionType.OBJECT.read("{}")).isEmpty();
  }

  @Test
  void theCatalogKnowsTheTypesByTheirWords() {
    assertThat(OptionType.parse("integer")).isEqualTo(OptionType.INTEGER);
    assertThatIllegalArgumentException().isThrownBy(() -> OptionType.parse("number"));
  }
}
