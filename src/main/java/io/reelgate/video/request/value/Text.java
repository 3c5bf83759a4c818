package io.reelgate.video.request.value;

import tools.jackson.databind.JsonNode;

/// A free text of limited length, counted in Unicode characters.
public record Text(int most) implements ValueReader {
  @Override
  public JsonNode read(Input input) {
    String expected = "a string of 1 to " + most + " characters";
    String text = input.text(expected);
    int length = text.codePointCount(0, text.length());
    if (length < 1 || length > most) {
      throw input.invalid("must be " + expected);
    }
    return input.node();
  }

  @Override
  public boolean anyWord() {
    return true;
  }
}
