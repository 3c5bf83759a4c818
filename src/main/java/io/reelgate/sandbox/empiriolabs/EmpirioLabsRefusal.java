package io.reelgate.sandbox.empiriolabs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error answer on this wire.
final class EmpirioLabsRefusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final @Nullable String code;

  private EmpirioLabsRefusal(int status, @Nullable String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static EmpirioLabsRefusal of(int status) {
    return new EmpirioLabsRefusal(
        status, EmpirioLabsAnswers.code(status), EmpirioLabsAnswers.message(status));
  }

  static EmpirioLabsRefusal of(int status, String code, String message) {
    return new EmpirioLabsRefusal(status, code, message);
  }

  static EmpirioLabsRefusal badRequest(String message) {
    return new EmpirioLabsRefusal(400, EmpirioLabsAnswers.code(400), message);
  }

  /// A path or a task that does not exist answers in another shape than every other error.
  static EmpirioLabsRefusal notFound() {
    return new EmpirioLabsRefusal(404, null, "Not Found");
  }

  int status() {
    return status;
  }

  Object body() {
    String text = String.valueOf(getMessage());
    return code == null
        ? Map.of("detail", text)
        : EmpirioLabsWire.Problem.of(EmpirioLabsAnswers.type(status), code, text);
  }
}
