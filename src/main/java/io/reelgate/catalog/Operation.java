package io.reelgate.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is done with the inputs of a request; decided by which inputs there are.
public enum Operation {
  TEXT_TO_VIDEO,
  /// One image, the first frame.
  IMAGE_TO_VIDEO,
  FIRST_LAST_FRAME,
  /// Images, clips or sounds to be like, none of them a frame.
  REFERENCE_TO_VIDEO,
  /// A new video from a source clip.
  EDIT,
  /// A source clip goes on.
  EXTEND;

  /// The word on the wire and in the catalog.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Operation> ofWord(String word) {
    return Arrays.stream(values()).filter(operation -> operation.word().equals(word)).findFirst();
  }

  @JsonCreator
  static Operation parse(String word) {
    return ofWord(word).orElseThrow(() -> new IllegalArgumentException("no operation " + word));
  }

  /// Whether the operation starts from a clip that the caller names.
  public boolean needsSource() {
    return this == EDIT || this == EXTEND;
  }
}
