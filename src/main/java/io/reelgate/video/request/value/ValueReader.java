package io.reelgate.video.request.value;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// One type of field: checks a value and gives its canonical form.
public interface ValueReader {
  /// Reads a value that is there.
  JsonNode read(Input input);

  /// Whether any word is a value, so that the word {@code null} in a form is a text like others.
  default boolean anyWord() {
    return false;
  }

  /// The canonical value, or empty when the caller wrote null.
  default Optional<JsonNode> readIfPresent(Input input) {
    boolean absent =
        input.node().isNull()
            || (input.form() && !anyWord() && input.text().equals(Optional.of("null")));
    return absent ? Optional.empty() : Optional.of(read(input));
  }
}
