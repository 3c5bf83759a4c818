package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Where a value stands in a request, in the caller's own names: {@code frame_images[0].image_url}.
/// Rendered only when something is wrong there, and then safe to show and to store.
public final class Path {
  /// The body itself.
  public static final Path BODY = new Path(null, "");

  private static final int MAX_STEP = 64;
  private static final int MAX_LENGTH = 256;

  private final @Nullable Path parent;
  private final String step;

  private Path(@Nullable Path parent, String step) {
    this.parent = parent;
    this.step = step;
  }

  public Path member(String name) {
    return new Path(this, name);
  }

  public Path element(int index) {
    return new Path(this, "[" + index + "]");
  }

  /// This path as an error's {@code param}; null for the body as a whole.
  public @Nullable String param() {
    return parent == null ? null : toString();
  }

  /// A problem with the value here; the message is the path and the given words.
  public ProblemException problem(ProblemCode code, String words) {
    return code.problem(param(), (parent == null ? "the request body" : toString()) + " " + words);
  }

  /// The problem of a value that has the wrong type or is out of range.
  public ProblemException invalid(String words) {
    return problem(ProblemCode.INVALID_VALUE, words);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text);
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text.toString();
  }

  private void append(StringBuilder text) {
    if (parent == null) {
      return;
    }
    parent.append(text);
    if (!text.isEmpty() && !step.startsWith("[")) {
      text.append('.');
    }
    text.append(Texts.shown(step, MAX_STEP));
  }
}
