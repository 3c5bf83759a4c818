package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/admin/tenants")
@Tag(name = "admin", description = "Tenants and their keys; only with the operator's own key.")
@SecurityRequirement(name = "admin")
class TenantController {
  private final Tenants tenants;

  TenantController(Tenants tenants) {
    this.tenants = tenants;
  }

  @PostMapping
  @ApiResponse(responseCode = "200", description = "The new tenant.", useReturnTypeSchema = true)
  @Operation(
      operationId = "createTenant",
      summary = "Create a tenant",
      description = "The name is unique: 409 when it is taken.")
  TenantView create(@RequestBody CreateTenantRequest request) {
    return tenants
        .create(AdminInput.name(request.name()))
        .map(TenantView::of)
        .orElseThrow(
            () -> ProblemCode.CONFLICT.problem("name", "there is a tenant with this name already"));
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      description = "One page of tenants.",
      useReturnTypeSchema = true)
  @Operation(operationId = "listTenants", summary = "List tenants", description = "Newest first.")
  CursorPage<TenantView> list(
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what is older than this id.") @RequestParam(required = false)
          @Nullable String after) {
    int rows = CursorPage.checkedLimit(limit);
    List<TenantView> found =
        tenants.listBefore(AdminInput.cursor(after, TenantId::isId), rows + 1).stream()
            .map(TenantView::of)
            .toList();
    return CursorPage.of(found, rows, TenantView::id);
  }

  @GetMapping("/{id}")
  @ApiResponse(responseCode = "200", description = "The tenant.", useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveTenant",
      description = "By its id.",
      summary = "Retrieve a tenant")
  TenantView retrieve(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id) {
    return tenants.find(tenantId(id)).map(TenantView::of).orElseThrow(AdminInput::notFound);
  }

  @PostMapping("/{id}/disable")
  @ApiResponse(
      responseCode = "200",
      description = "The tenant, now disabled.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "disableTenant",
      summary = "Disable a tenant",
      description = "Its keys answer 403 within ten seconds; accepted videos go on.")
  TenantView disable(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id) {
    return setActive(id, false);
  }

  @PostMapping("/{id}/enable")
  @ApiResponse(
      responseCode = "200",
      description = "The tenant, now active.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "enableTenant",
      description = "Its keys are served again within ten seconds.",
      summary = "Enable a tenant again")
  TenantView enable(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String id) {
    return setActive(id, true);
  }

  private TenantView setActive(String id, boolean active) {
    return tenants
        .setActive(tenantId(id), active)
        .map(TenantView::of)
        .orElseThrow(AdminInput::notFound);
  }

  private static TenantId tenantId(String text) {
    return AdminInput.pathId(text, TenantId::isId, TenantId::new);
  }

  @Schema(name = "CreateTenantRequest", description = "A tenant to create.")
  record CreateTenantRequest(
      @Schema(
              description = "Unique among tenants.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = 1,
              maxLength = 100,
              example = "Film school")
          @Nullable String name) {}
}
