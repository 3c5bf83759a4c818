package io.reelgate.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTests {
  private static final SafeText SAFE =
      new SafeText(List.of("k-123456"), List.of("A paper boat drifts past lanterns at night"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key k-123456 is wrong          | key *** is wrong",
        "see https://h.test/a?sig=1&b=2 | see https://h.test/a?***",
        "see HTTP://h.test/a#frag now   | see HTTP://h.test/a?*** now",
        "at https://me:pw@h.test/a      | at https://h.test/a",
        "sent Bearer abc.def, refused   | sent Bearer ***, refused",
        "plain words                    | plain words"
      })
  void secretsAreBlottedOut(String text, String safe) {
    assertThat(SAFE.of(text)).isEqualTo(safe);
  }

  @Test
  void aTextThatRepeatsThePromptIsWithheld() {
    assertThat(SAFE.of("refused: 'a PAPER boat\ndrifts past lant...'"))
        .isEqualTo("the provider's text repeats the request and is withheld");
    assertThat(SAFE.of("a paper boat is no video")).isEqualTo("a paper boat is no video");
  }

  @Test
  void whatADatabaseRefusesIsGone() {
    assertThat(SAFE.of("a\u0000b\ud83d c\r\nd\u202ee")).isEqualTo("a b c d e");
  }

  @Test
  void aLongTextIsCutBetweenCharacters() {
    String cut = SAFE.of("\ud83d\ude00".repeat(1_000));
    assertThat(cut.codePointCount(0, cut.length())).isEqualTo(400);
    assertThat(cut).endsWith("\ud83d\ude00");
  }
}
