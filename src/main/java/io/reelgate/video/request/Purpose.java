package io.reelgate.video.request;

/// Which operation of the API the request was posted to.
public sealed interface Purpose {
  /// {@code POST /v1/videos}, its alias and its estimate.
  record Create() implements Purpose {}

  /// {@code POST /v1/videos/edits}.
  record Edit() implements Purpose {}

  /// {@code POST /v1/videos/extensions}.
  record Extension() implements Purpose {}

  /// {@code POST /v1/videos/{id}/remix}: an edit whose source stands in the path.
  record Remix(String sourceId) implements Purpose {}

  /// The word that tells equal bodies of different operations apart.
  default String word() {
    return switch (this) {
      case Create() -> "create";
      case Edit() -> "edits";
      case Extension() -> "extensions";
      case Remix(String id) -> "remix " + id;
    };
  }

  /// Whether a source clip belongs to it.
  default boolean hasSource() {
    return !(this instanceof Create);
  }
}
