package io.reelgate.job.usage;

import io.reelgate.job.usage.UsageView.Sum;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a tenant's videos came to.
@RestController
@Tag(name = "usage", description = "What a tenant has used, and what it cost.")
class UsageController {
  private static final Set<String> PARAMETERS = Set.of("from", "to", "group_by");

  private final UsageQueries queries;
  private final Clock clock;

  UsageController(UsageQueries queries, Clock clock) {
    this.queries = queries;
    this.clock = clock;
  }

  @GetMapping("/v1/usage")
  @ApiResponse(responseCode = "200", description = "The sums.", useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveUsage",
      summary = "Sum up what was used",
      description =
          "How many videos your tenant had accepted on some days, how they ended, and what they"
              + " cost. A key of mode live sums up what real accounts were paid, one of mode test"
              + " what the sandbox pretended. A video counts on the day it was accepted.")
  UsageView usage(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller,
      @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query,
      @Parameter(
              description = "The first day, in UTC; by default 29 days before the last.",
              schema = @Schema(type = "string", format = "date", example = "2026-11-01"))
          @RequestParam(required = false)
          @Nullable String from,
      @Parameter(
              description = "The last day, in UTC; by default today. At most 92 days in all.",
              schema = @Schema(type = "string", format = "date", example = "2026-11-30"))
          @RequestParam(required = false)
          @Nullable String to,
      @Parameter(
              description = "What the sums are of.",
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"day", "model", "provider", "key"},
                      defaultValue = "day"))
          @RequestParam(name = "group_by", defaultValue = "day")
          String groupBy) {
    query.keySet().forEach(UsageController::known);
    Span span = Span.of(from, to, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    Grouping grouping = Grouping.of(groupBy).orElseThrow(UsageController::noGrouping);
    List<Sum> sums = queries.sums(caller.tenant(), caller.live(), span, grouping);
    return new UsageView(
        "usage",
        caller.mode().name().toLowerCase(Locale.ROOT),
        span.from().toString(),
        span.to().toString(),
        grouping.word(),
        "USD",
        sums.subList(1, sums.size()),
        sums.getFirst());
  }

  private static void known(String parameter) {
    if (!PARAMETERS.contains(parameter)) {
      throw ProblemCode.UNKNOWN_PARAMETER.problem(
          parameter, "%s is no parameter here; there are from, to, group_by".formatted(parameter));
    }
  }

  private static ProblemException noGrouping() {
    return ProblemCode.INVALID_VALUE.problem(
        "group_by", "group_by must be one of " + Grouping.words());
  }
}
