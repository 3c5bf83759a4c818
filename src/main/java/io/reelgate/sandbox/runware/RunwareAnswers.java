package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.PollFault;
import io.reelgate.sandbox.SubmitFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Answers of this wire, the wrong ones too.
final class RunwareAnswers {
  private RunwareAnswers() {}

  /// What one task adds to the answer of its request.
  ///
  /// @param status of the answer, had nothing else been asked for
  /// @param instead the whole answer, spoilt; null for a good one
  record Part(int status, List<?> data, List<RunwareError> errors, @Nullable Answer instead) {
    static Part data(List<?> items) {
      return new Part(200, items, List.of(), null);
    }

    static Part error(int status, RunwareError error) {
      return new Part(status, List.of(), List.of(error), null);
    }

    static Part instead(Answer answer) {
      return new Part(200, List.of(), List.of(), answer);
    }

    /// @param change gives the same answer back where nothing shall be spoilt
    Part spoilt(UnaryOperator<Answer> change) {
      Answer good = of(status, data, errors);
      Answer told = change.apply(good);
      return told == good ? this : instead(told);
    }
  }

  /// @param mixedStatus what the status is when one task is good and another is not
  static Answer merged(List<Part> parts, int mixedStatus) {
    for (Part part : parts) {
      if (part.instead() != null) {
        return part.instead();
      }
    }
    boolean good = parts.stream().anyMatch(part -> part.status() == 200);
    boolean bad = parts.stream().anyMatch(part -> part.status() != 200);
    int status = good && bad ? mixedStatus : parts.getFirst().status();
    List<Object> data = parts.stream().<Object>flatMap(part -> part.data().stream()).toList();
    return of(status, data, parts.stream().flatMap(part -> part.errors().stream()).toList());
  }

  static Answer of(int status, List<?> data, List<RunwareError> errors) {
    Map<String, Object> body = new LinkedHashMap<>();
    boolean conflict = errors.stream().anyMatch(each -> each.code().equals("conflictTaskUUID"));
    if (status == 200 || conflict || !data.isEmpty()) {
      body.put("data", data);
    }
    if (!errors.isEmpty()) {
      body.put("errors", errors);
    }
    return Answer.json(status, LenientJson.bytes(body));
  }

  /// The answer to a submit that made no task.
  ///
  /// @param address where the submit went
  static Answer withoutTask(SubmitFault fault, RunwareTask task, String address) {
    return switch (fault) {
      case RESET -> Answer.none();
      case HTML -> Answer.html(fault.status());
      case REDIRECT -> Answer.redirect(fault.status(), address);
      case ERROR_IN_200 -> of(200, List.of(), List.of(error(500).of(task)));
      case BAD_REQUEST, NO_MONEY ->
          of(fault.status(), List.of(), List.of(error(fault.status()).of(task)));
      case UNAUTHORISED, FORBIDDEN, TOO_MANY, ERROR, UNAVAILABLE ->
          of(fault.status(), List.of(), List.of(error(fault.status())));
      case LOST_ANSWER, TRUNCATED, EMPTY, NO_ID, SLOW ->
          throw new IllegalArgumentException("makes a task: " + fault);
    };
  }

  /// The answer to a submit whose task exists.
  static Answer withTask(SubmitFault fault, Object ack, Duration trickle) {
    Answer nameless = of(200, List.of(), List.of());
    return fault.withTask(of(200, List.of(ack), List.of()), nameless, trickle);
  }

  static Answer poll(PollFault fault) {
    return switch (fault.kind()) {
      case STATUS -> of(fault.status(), List.of(), List.of(error(fault.status())));
      case HTML -> Answer.html(502);
      case GARBAGE -> Answer.json(200, "\u0001{\"data\":[<null>".getBytes(StandardCharsets.UTF_8));
      case RESET -> Answer.none();
      case UNKNOWN_STATUS, FLIP -> throw new IllegalArgumentException("a true answer: " + fault);
    };
  }

  private static RunwareError error(int status) {
    return switch (status) {
      case 400 ->
          RunwareError.about("positivePrompt", "string", "invalidPositivePrompt", "Not valid.");
      case 401 -> RunwareRefusal.badKey().error();
      case 402 -> RunwareError.of("videoInferenceInsufficientCredits", "Please add credits first.");
      case 403 -> RunwareError.of("permissionDenied", "The key does not permit this.");
      case 404 -> RunwareError.of("notFound", "Nothing is here.");
      case 429 -> RunwareError.of("rateLimitExceeded", "Too many requests, slow down.");
      case 503 -> RunwareError.of("serviceUnavailable", "No capacity at the moment.");
      default -> RunwareError.of("internalServerError", "Something went wrong on our side.");
    };
  }
}
