package io.reelgate.provider.account;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/admin/providers")
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class AccountController {
  private final AccountBoard board;
  private final AccountActs acts;

  AccountController(AccountBoard board, AccountActs acts) {
    this.board = board;
    this.acts = acts;
  }

  @GetMapping
  @ApiResponse(responseCode = "200", description = "All accounts.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listProviderAccounts",
      summary = "See all provider accounts",
      description =
          "Every account of every provider: what closes it for all replicas, and the breakers,"
              + " limiters and bulkheads of the replica that answers.")
  AccountView.All list() {
    board.refresh();
    return new AccountView.All(
        "list", board.all().stream().flatMap(AccountController::view).toList());
  }

  private static Stream<AccountView> view(AccountGuard guard) {
    AccountRow row = guard.row();
    return row == null ? Stream.empty() : Stream.of(AccountView.of(guard, row));
  }

  @PostMapping("/{provider}/accounts/{account}/drain")
  @ApiResponse(
      responseCode = "200",
      description = "The account, now drained.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "drainProviderAccount",
      summary = "Drain an account",
      description =
          "It gets nothing new; what it has is still asked about. While it is the only one of its"
              + " provider, new videos are planned without that provider.")
  AccountView drain(
      @Parameter(description = "The slug of a provider.", example = "wavespeed") @PathVariable
          String provider,
      @Parameter(description = "The name of an account.", example = "default") @PathVariable
          String account,
      Principal operator) {
    var id = new AccountId(provider, account);
    return acted(id, acts.drain(id, operator.getName()));
  }

  @PostMapping("/{provider}/accounts/{account}/enable")
  @ApiResponse(
      responseCode = "200",
      description = "The account, now enabled.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "enableProviderAccount",
      summary = "Enable an account again",
      description = "Ends drain, pause and forced opening, and closes its breakers everywhere.")
  AccountView enable(
      @Parameter(description = "The slug of a provider.", example = "wavespeed") @PathVariable
          String provider,
      @Parameter(description = "The name of an account.", example = "default") @PathVariable
          String account,
      Principal operator) {
    var id = new AccountId(provider, account);
    return acted(id, acts.enable(id, operator.getName()));
  }

  @PostMapping("/{provider}/accounts/{account}/force-open")
  @ApiResponse(
      responseCode = "200",
      description = "The account, now forced open.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "forceOpenProviderAccount",
      summary = "Force an account open",
      description =
          "It gets no orders until it is enabled again. Accepted videos that no other account can"
              + " take wait; new ones are still accepted.")
  AccountView forceOpen(
      @Parameter(description = "The slug of a provider.", example = "wavespeed") @PathVariable
          String provider,
      @Parameter(description = "The name of an account.", example = "default") @PathVariable
          String account,
      Principal operator) {
    var id = new AccountId(provider, account);
    return acted(id, acts.forceOpen(id, operator.getName()));
  }

  private AccountView acted(AccountId id, boolean done) {
    if (done) {
      board.refresh();
    }
    return board.all().stream()
        .filter(guard -> done && Objects.equals(guard.id(), id))
        .flatMap(AccountController::view)
        .findFirst()
        .orElseThrow(AccountController::notFound);
  }

  private static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem(null, "there is no such account");
  }
}
