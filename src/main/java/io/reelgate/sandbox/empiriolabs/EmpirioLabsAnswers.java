package io.reelgate.sandbox.empiriolabs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SubmitFault;
import io.reelgate.sandbox.empiriolabs.EmpirioLabsWire.Accepted;
import java.time.Duration;

/// Answers of this wire, the wrong ones too.
final class EmpirioLabsAnswers {
  private EmpirioLabsAnswers() {}

  static Answer json(int status, Object body) {
    return Answer.json(status, LenientJson.bytes(body));
  }

  static Answer error(int status) {
    return json(status, EmpirioLabsRefusal.of(status).body());
  }

  /// The answer to a submit that made no task.
  ///
  /// @param address where the submit went
  static Answer withoutTask(SubmitFault fault, String address) {
    return switch (fault) {
      case RESET -> Answer.none();
      case HTML -> Answer.html(fault.status());
      case REDIRECT -> Answer.redirect(fault.status(), address);
      case ERROR_IN_200 -> json(200, EmpirioLabsRefusal.of(502).body());
      case BAD_REQUEST, UNAUTHORISED, NO_MONEY, FORBIDDEN, TOO_MANY, ERROR, UNAVAILABLE ->
          error(fault.status());
      case LOST_ANSWER, TRUNCATED, EMPTY, NO_ID, SLOW ->
          throw new IllegalArgumentException("makes a task: " + fault);
    };
  }

  /// The answer to a submit whose task exists.
  static Answer withTask(SubmitFault fault, int status, Accepted accepted, Duration trickle) {
    Answer nameless = json(status, new Accepted(null, accepted.status(), null));
    return fault.withTask(json(status, accepted), nameless, trickle);
  }

  static Answer poll(PollFault fault) {
    return switch (fault.kind()) {
      case STATUS -> error(fault.status());
      case HTML -> Answer.html(502);
      case GARBAGE -> Answer.json(200, "\u0001{\"job_id\":,status:<null>".getBytes(UTF_8));
      case RESET -> Answer.none();
      case UNKNOWN_STATUS, FLIP -> throw new IllegalArgumentException("a true answer: " + fault);
    };
  }

  static String code(int status) {
    return switch (status) {
      case 400, 413 -> "invalid_request";
      case 401 -> "invalid_api_key";
      case 402 -> "insufficient_credits";
      case 403 -> "forbidden";
      case 404 -> "model_not_found";
      case 429 -> "rate_limit_exceeded";
      case 502 -> "upstream_error";
      case 503 -> "model_unavailable";
      default -> "internal_error";
    };
  }

  static String message(int status) {
    return switch (status) {
      case 400 -> "The request is not valid";
      case 401 -> "The API key is not valid";
      case 402 -> "Your balance is used up";
      case 403 -> "This key may not do that";
      case 404 -> "The model does not exist";
      case 413 -> "The request is too large";
      case 429 -> "Too many requests";
      case 502 -> "The upstream returned an error";
      case 503 -> "The model is offline for now";
      default -> "Something went wrong";
    };
  }

  static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 429 -> "rate_limit_error";
      case 502, 503 -> "upstream_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
