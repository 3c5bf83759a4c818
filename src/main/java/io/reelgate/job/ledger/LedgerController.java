package io.reelgate.job.ledger;

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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What providers have booked, beside what we count.
@RestController
@RequestMapping("/v1/admin/ledger")
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class LedgerController {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerController.class);
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final LedgerReads reads;

  LedgerController(LedgerReads reads) {
    this.reads = reads;
  }

  @GetMapping
  @ApiResponse(responseCode = "200", description = "All ledgers.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listLedgers",
      summary = "See how far the books are compared",
      description =
          "One for each account whose provider shows what it booked. Providers that show nothing"
              + " are not among them.")
  LedgerView.All list() {
    return new LedgerView.All("list", reads.accounts());
  }

  @GetMapping("/differences")
  @ApiResponse(
      responseCode = "200",
      description = "One page of differences.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listLedgerDifferences",
      summary = "List ledger differences",
      description =
          "Where a provider's books and the gateway do not agree, oldest first. One that later"
              + " bookings explain closes itself.")
  CursorPage<DifferenceView> differences(
      @Parameter(
              description = "Which ones.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"open", "closed"},
                      defaultValue = "open"))
          @RequestParam(defaultValue = "open")
          String state,
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what comes after this id.") @RequestParam(required = false)
          @Nullable String after) {
    if (!state.equals("open") && !state.equals("closed")) {
      throw ProblemCode.INVALID_VALUE.problem("state", "state must be open or closed");
    }
    int rows = CursorPage.checkedLimit(limit);
    List<DifferenceView> found = reads.differences(state.equals("open"), cursor(after), rows + 1);
    return CursorPage.of(found, rows, DifferenceView::id);
  }

  @PostMapping("/differences/{id}/close")
  @ApiResponse(
      responseCode = "200",
      description = "The closed difference.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "closeLedgerDifference",
      summary = "Close a ledger difference",
      description =
          "Says that it is explained. It changes no cost, and is audited. 409 when it is closed.")
  DifferenceView close(
      @Parameter(
              description = "The id of a difference.",
              example = "\"17\"",
              schema = @Schema(type = "string", pattern = "^[0-9]{1,18}$"))
          @PathVariable
          String id,
      @RequestBody CloseRequest request,
      Principal operator) {
    long number = number(id).orElseThrow(LedgerController::notFound);
    DifferenceView before = reads.find(number).orElseThrow(LedgerController::notFound);
    if (!reads.close(number, operator.getName(), request.checkedReason())) {
      throw ProblemCode.CONFLICT.problem(null, "this difference is closed");
    }
    LOG.warn(
        "ledger: difference {} ({} at {}/{}) closed by {}",
        id,
        before.kind(),
        before.provider(),
        before.account(),
        operator.getName());
    return reads.find(number).orElseThrow(LedgerController::notFound);
  }

  private static long cursor(@Nullable String after) {
    return after == null
        ? 0
        : number(after)
            .orElseThrow(() ->
                ProblemCode.INVALID_VALUE.problem("after", "after must be the last_id of a page"));
  }

  private static Optional<Long> number(String text) {
    return ID.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem(null, "there is no difference with this id");
  }
}
