package io.reelgate.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Lets a test or a curious caller see what the simulated providers were asked to do.
@RestController
@ConditionalOnSandbox
@RequestMapping(path = "/sandbox/admin", produces = "application/json")
@Tag(
    name = "sandbox",
    description =
        "What the simulated providers were asked to do. Only on replicas with the role sandbox;"
            + " nothing here costs money.")
@SecurityRequirements
class AdminController {
  private static final int MOST_LISTED = 1000;

  private final Simulations simulations;

  AdminController(Simulations simulations) {
    this.simulations = simulations;
  }

  /// Counts of all providers.
  ///
  /// @param accepted paid tasks in total
  /// @param paidAgain tasks beyond the first of their token or body, in total
  @Schema(name = "SandboxTotals", description = "What all simulated providers were asked and paid.")
  record Totals(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Paid tasks of all providers")
          long accepted,
      @JsonProperty("paid_again")
          @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "Paid tasks beyond the first of the same token or body")
          long paidAgain,
      @Schema(description = "Each simulated provider.", requiredMode = Schema.RequiredMode.REQUIRED)
          List<Counts> providers) {}

  /// One task, for people who try things.
  @Schema(name = "SandboxTask", description = "One order at a simulated provider.")
  record TaskView(
      @Schema(
              description = "The simulated provider's own id.",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String id,
      @Schema(
              description = "Whose simulator made it.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              example = "wavespeed")
          String provider,
      @Schema(
              description = "The provider's own name of the model.",
              requiredMode = Schema.RequiredMode.REQUIRED)
          String model,
      @Schema(
              description = "Where it stands.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              allowableValues = {"created", "running", "succeeded", "failed"})
          String status,
      @Schema(
              description = "When it was ordered, as ISO 8601.",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @JsonProperty("created_at")
          String createdAt,
      @Schema(
              description = "What it cost, in millionths of a US dollar.",
              requiredMode = Schema.RequiredMode.REQUIRED)
          @JsonProperty("charge_usd_micros")
          long chargeUsdMicros) {}

  @GetMapping("/counts")
  @Operation(
      operationId = "countSandbox",
      summary = "Count what was ordered and paid",
      description =
          "Exact numbers since the start or the last reset. `paid_again` above zero means that"
              + " some token or body was paid for more than once.")
  @ApiResponse(responseCode = "200", description = "The counts")
  Totals counts() {
    List<Counts> counts = simulations.all().stream().map(SimulatedProvider::counts).toList();
    return new Totals(
        counts.stream().mapToLong(Counts::accepted).sum(),
        counts.stream().mapToLong(Counts::paidAgain).sum(),
        counts);
  }

  @PostMapping("/reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(
      operationId = "resetSandbox",
      summary = "Forget all tasks and counts",
      description =
          "Balances return to their configured amount; old task ids and outputs are gone.")
  @ApiResponse(responseCode = "204", description = "Everything is forgotten")
  void reset() {
    simulations.all().forEach(SimulatedProvider::reset);
  }

  @GetMapping("/tasks")
  @Operation(
      operationId = "listSandboxTasks",
      summary = "List tasks",
      description = "Newest first, over all simulated providers.")
  @ApiResponse(responseCode = "200", description = "The tasks")
  List<TaskView> tasks(
      @Parameter(description = "How many, 1 to 1000") @RequestParam(defaultValue = "50") int limit,
      @Parameter(description = "Only tasks in this state")
          @Schema(allowableValues = {"created", "running", "succeeded", "failed"})
          @RequestParam(required = false)
          @Nullable String status) {
    return simulations.all().stream()
        .flatMap(provider -> views(provider, status).limit(Math.clamp(limit, 1, MOST_LISTED)))
        .sorted(Comparator.comparing(TaskView::createdAt).reversed())
        .limit(Math.clamp(limit, 1, MOST_LISTED))
        .toList();
  }

  private static Stream<TaskView> views(SimulatedProvider provider, @Nullable String status) {
    return provider
        .newestFirst()
        .map(task -> view(provider, task))
        .filter(view -> status == null || view.status().equals(status));
  }

  private static TaskView view(SimulatedProvider provider, Task task) {
    return new TaskView(
        task.id(),
        provider.name(),
        task.model(),
        task.phase(provider.now()).name().toLowerCase(Locale.ROOT),
        task.createdAt().toString(),
        task.chargeMicros());
  }
}
