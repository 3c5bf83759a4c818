package io.reelgate.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/// The parts of an error answer beside its body: what the code alone says about headers.
final class ProblemResponse {
  static final String JSON = "application/json";

  private ProblemResponse() {}

  static Map<String, String> headers(ProblemCode code) {
    Map<String, String> headers = new LinkedHashMap<>();
    switch (code.retry()) {
      case BY_STATUS -> {}
      case NEVER -> headers.put("x-should-retry", "false");
      case AFTER_ONE_SECOND -> headers.put("Retry-After", "1");
    }
    if (code == ProblemCode.INVALID_API_KEY) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return headers;
  }
}
