package io.reelgate.video.request.value;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One word of a fixed list.
///
/// @param aliases other spellings and the word they stand for
public record Word(List<String> words, Map<String, String> aliases) implements ValueReader {
  public static Word of(String... words) {
    return new Word(List.of(words), Map.of());
  }

  @Override
  public JsonNode read(Input input) {
    String expected = "one of " + String.join(", ", words);
    String text = input.text(expected);
    String word = aliases.getOrDefault(text, text);
    if (!words.contains(word)) {
      throw input.invalid("must be " + expected);
    }
    return Input.NODES.stringNode(word);
  }
}
