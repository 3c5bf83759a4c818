package io.reelgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.sandbox.Script.UnknownWord;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTests {
  private static Script read(String prompt) {
    return Script.of(prompt, "wavespeed");
  }

  @Test
  void promptWithoutScriptAsksForNothing() {
    assertThat(read("a cat [in a hat] sandbox: fail=moderation")).isEqualTo(Script.NONE);
  }

  @Test
  void wordsAreSeparatedBySpacesAndCommas() {
    Script script = read("a cat [sandbox: delay=20s, fail=media  stuck,expire-output] walks");
    assertThat(script.delay()).isEqualTo(Duration.ofSeconds(20));
    assertThat(script.fail()).isEqualTo(Failing.MEDIA);
    assertThat(script.stuck()).isTrue();
    assertThat(script.expireOutput()).isEqualTo(404);
  }

  @Test
  void severalScriptsOfOnePromptAddUp() {
    Script script = read("[sandbox: delay=250ms] a cat [sandbox: poll=503x4]");
    assertThat(script.delay()).isEqualTo(Duration.ofMillis(250));
    assertThat(script.poll()).isEqualTo(new PollFault(PollFault.Kind.STATUS, 503, 4));
  }

  @Test
  void wordForAnotherProviderIsLeftOut() {
    String prompt = "[sandbox: runware.fail=capacity wavespeed.delay=1s delay=2s]";
    assertThat(read(prompt).fail()).isNull();
    assertThat(read(prompt).delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(Script.of(prompt, "runware").fail()).isEqualTo(Failing.CAPACITY);
    assertThat(Script.of(prompt, "runware").delay()).isEqualTo(Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonToFailHasAWord(Failing reason) {
    String word = reason.name().toLowerCase(Locale.ROOT);
    assertThat(read("[sandbox: fail=" + word + "]").fail()).isEqualTo(reason);
  }

  @ParameterizedTest
  @EnumSource
  void everySubmitFaultHasAWord(SubmitFault fault) {
    assertThat(read("[sandbox: submit=" + fault.word() + "]").submit()).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"html", "garbage", "reset", "unknown-status", "flip"})
  void pollFaultCanBeOtherThanAStatus(String word) {
    PollFault fault = read("[sandbox: poll=" + word + "]").poll();
    assertThat(fault).isNotNull();
    assertThat(fault.kind().name()).isEqualTo(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    assertThat(fault.times()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void everySpoiltAnswerHasAWord(Spoil kind) {
    String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Script script = read("[sandbox: submit=" + word + " poll=" + word + "x3]");
    assertThat(script.spoilPoll()).isEqualTo(new Spoiling(kind, 3));
    assertThat(script.poll()).isNull();
    assertThat(script.submit() == null).isNotEqualTo(script.spoilSubmit() == null);
  }

  @Test
  void outputsTakeTheirShapeFromAWord() {
    assertThat(read("[sandbox: empty-outputs]").outputs()).isEqualTo(OutputShape.EMPTY);
    assertThat(read("[sandbox: null-outputs]").outputs()).isEqualTo(OutputShape.NULL);
    assertThat(read("[sandbox: output=object]").outputs()).isEqualTo(OutputShape.OBJECTS);
    assertThat(read("[sandbox: expire-output=403]").expireOutput()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[sandbox: fial=moderation]",
        "[sandbox: fail=moderatoin]",
        "[sandbox: fail]",
        "[sandbox: delay=20]",
        "[sandbox: delay=-1s]",
        "[sandbox: submit=418]",
        "[sandbox: poll=200]",
        "[sandbox: poll=500x]",
        "[sandbox: poll=status]",
        "[sandbox: stuck=yes]",
        "[sandbox: expire-output=500]",
        "[sandbox: output=string]",
        "[sandbox: empty-outputs=1]",
        "[sandbox: wavespede.stuck]",
        "[sandbox: runware.stcuk]",
        "[sandbox: stuck stuck]",
        "[sandbox: ]",
        "[sandbox: stuck",
        "[sandbox: stuck] [sandbox: nope]"
      })
  void misspeltWordIsRefused(String prompt) {
    assertThatThrownBy(() -> read(prompt)).isInstanceOf(UnknownWord.class);
  }

  @Test
  void refusalNamesTheWord() {
    assertThatThrownBy(() -> read("[sandbox: delay=1s fial=moderation]"))
        .hasMessageContaining("\"fial=moderation\"");
  }
}
