package io.reelgate.job.reconcile;

import io.reelgate.job.Settlements;
import io.reelgate.job.Settlements.Result;
import io.reelgate.job.Settlements.Word;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What operators see and say of attempts that nobody else could find out about.
@RestController
@RequestMapping("/v1/admin/attempts")
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class AttemptController {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptController.class);
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final AttemptList attempts;
  private final Settlements settlements;

  AttemptController(AttemptList attempts, Settlements settlements) {
    this.attempts = attempts;
    this.settlements = settlements;
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      description = "One page of attempts.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listAttempts",
      summary = "List unknown attempts",
      description =
          "Paid tries of which nobody knows whether the provider accepted them, oldest first."
              + " The gateway goes on looking into them; one whose video has failed over it waits"
              + " for an operator.")
  CursorPage<AttemptView> list(
      @Parameter(
              description = "Only those in this state.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"unknown"},
                      defaultValue = "unknown"))
          @RequestParam(defaultValue = "unknown")
          String state,
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what comes after this id.") @RequestParam(required = false)
          @Nullable String after) {
    if (!state.equals("unknown")) {
      throw ProblemCode.INVALID_VALUE.problem("state", "state must be unknown");
    }
    int rows = CursorPage.checkedLimit(limit);
    List<AttemptView> found = attempts.unknown(cursor(after), rows + 1);
    return CursorPage.of(found, rows, AttemptView::id);
  }

  @PostMapping("/{id}/settle")
  @ApiResponse(
      responseCode = "200",
      description = "The settled attempt.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "settleAttempt",
      summary = "Settle an unknown attempt",
      description =
          "Says what became of it, where the gateway cannot find out. It is audited. 409 when the"
              + " attempt is not unknown any more, or the named task is another attempt's. Once the"
              + " video has failed over it, only the money is settled.")
  AttemptView settle(
      @Parameter(
              description = "The id of an attempt.",
              example = "3f0c5a52-5a0e-4c3e-9c55-0d7f6a9b1e01")
          @PathVariable
          String id,
      @RequestBody SettleRequest request,
      Principal operator) {
    UUID token = token(id).orElseThrow(AttemptController::notFound);
    Word word = request.word();
    settle(token, word, operator.getName(), request.checkedReason());
    AttemptView view = attempts.find(token).orElseThrow(AttemptController::notFound);
    LOG.warn(
        "job {}: attempt {} at {}/{} settled by {}: {}; the job is {}",
        view.videoId(),
        token,
        view.provider(),
        view.account(),
        operator.getName(),
        word,
        view.videoState());
    return view;
  }

  private void settle(UUID token, Word word, String operator, String reason) {
    try {
      Result result = settlements.settle(token, word, operator, reason);
      switch (result) {
        case SETTLED -> {}
        case NO_SUCH_ATTEMPT -> throw notFound();
        case NOT_UNKNOWN ->
            throw ProblemCode.CONFLICT.problem(null, "the attempt is not unknown any more");
      }
    } catch (DuplicateKeyException taken) {
      throw ProblemCode.CONFLICT.problem("upstream_id", "this task is another attempt's");
    }
  }

  private static @Nullable UUID cursor(@Nullable String after) {
    return after == null
        ? null
        : token(after)
            .orElseThrow(() ->
                ProblemCode.INVALID_VALUE.problem("after", "after must be the last_id of a page"));
  }

  private static Optional<UUID> token(String text) {
    return TOKEN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  private static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem(null, "there is no attempt with this id");
  }
}
