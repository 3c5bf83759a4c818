package io.reelgate.health;

import io.reelgate.tenant.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {
  private final HealthReports reports;

  HealthController(HealthReports reports) {
    this.reports = reports;
  }

  @GetMapping("/v1/admin/health")
  @Tag(name = "admin")
  @SecurityRequirement(name = "admin")
  @ApiResponse(responseCode = "200", description = "All accounts.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listAccountHealth",
      summary = "See how all accounts are doing",
      description =
          "Score, shares, times and the last failure of every account by model and operation, with"
              + " the last 24 hours. Counts are those of all replicas, a few seconds old; breakers"
              + " are those of the replica that answers.")
  AccountHealthView.All accounts() {
    return new AccountHealthView.All("list", reports.accounts());
  }

  @GetMapping("/v1/providers")
  @Tag(name = "models")
  @ApiResponse(responseCode = "200", description = "All providers.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listProviders",
      summary = "See how the providers are doing",
      description =
          "Every provider that this key's videos can go to, with its health, times and the last 24"
              + " hours by model and operation.")
  ProviderHealthView.All providers(
      @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
    return new ProviderHealthView.All("list", reports.providers(caller.live()));
  }
}
