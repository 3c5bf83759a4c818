package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SubmitFault;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Envelope;
import io.reelgate.sandbox.wavespeed.WaveSpeedWire.Prediction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Answers of this wire, the wrong ones too.
final class WaveSpeedAnswers {
  private WaveSpeedAnswers() {}

  static Answer success(Object data) {
    return Answer.json(200, LenientJson.bytes(Envelope.of(data)));
  }

  static Answer error(int status, String message) {
    return Answer.json(status, LenientJson.bytes(WaveSpeedWire.error(status, message)));
  }

  /// The answer to a submit that made no task.
  ///
  /// @param address where the submit went
  static Answer withoutTask(SubmitFault fault, String address) {
    return switch (fault) {
      case RESET -> Answer.none();
      case HTML -> Answer.html(fault.status());
      case REDIRECT -> Answer.redirect(fault.status(), address);
      case ERROR_IN_200 ->
          Answer.json(200, LenientJson.bytes(WaveSpeedWire.error(500, message(500))));
      case BAD_REQUEST, UNAUTHORISED, NO_MONEY, FORBIDDEN, TOO_MANY, ERROR, UNAVAILABLE ->
          error(fault.status(), message(fault.status()));
      case LOST_ANSWER, TRUNCATED, EMPTY, NO_ID, SLOW ->
          throw new IllegalArgumentException("makes a task: " + fault);
    };
  }

  /// The answer to a submit whose task exists.
  static Answer withTask(SubmitFault fault, Prediction prediction, Duration trickle) {
    return fault.withTask(success(prediction), success(prediction.withoutId()), trickle);
  }

  static Answer poll(PollFault fault) {
    return switch (fault.kind()) {
      case STATUS -> error(fault.status(), message(fault.status()));
      case HTML -> Answer.html(502);
      case GARBAGE ->
          Answer.json(200, "\u0001{\"code\":200,data:<null>".getBytes(StandardCharsets.UTF_8));
      case RESET -> Answer.none();
      case UNKNOWN_STATUS, FLIP -> throw new IllegalArgumentException("a true answer: " + fault);
    };
  }

  private static String message(int status) {
    return switch (status) {
      case 400 -> "invalid parameter";
      case 401 -> "Invalid API key";
      case 402 -> "Insufficient credits, please top up";
      case 403 -> "Your role does not permit this operation";
      case 404 -> "prediction not found";
      case 429 -> "Too Many Requests";
      case 503 -> "Service unavailable";
      default -> "Internal server error";
    };
  }
}
