package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
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
  @Operation(summary = "Create a tenant", description = "The name is unique: 409 when it is taken.")
  TenantView create(@RequestBody CreateTenantRequest request) {
    return tenants
        .create(AdminInput.name(request.name()))
        .map(TenantView::of)
        .orElseThrow(
            () -> ProblemCode.CONFLICT.problem("name", "there is a tenant with this name already"));
  }

  @GetMapping
  @Operation(summary = "List tenants", description = "Newest first.")
  CursorPage<TenantView> list(
      @RequestParam(defaultValue = "20") int limit,
      @RequestParam(required = false) @Nullable String after) {
    int rows = CursorPage.checkedLimit(limit);
    List<TenantView> found =
        tenants.listBefore(AdminInput.cursor(after, TenantId::isId), rows + 1).stream()
            .map(TenantView::of)
            .toList();
    return CursorPage.of(found, rows, TenantView::id);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Retrieve a tenant")
  TenantView retrieve(@PathVariable String id) {
    return tenants.find(tenantId(id)).map(TenantView::of).orElseThrow(AdminInput::notFound);
  }

  @PostMapping("/{id}/disable")
  @Operation(
      summary = "Disable a tenant",
      description = "Its keys answer 403 within ten seconds; accepted videos go on.")
  TenantView disable(@PathVariable String id) {
    return setActive(id, false);
  }

  @PostMapping("/{id}/enable")
  @Operation(summary = "Enable a tenant again")
  TenantView enable(@PathVariable String id) {
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

  @Schema(name = "CreateTenantRequest")
  record CreateTenantRequest(
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = 1,
              maxLength = 100,
              example = "Film school")
          @Nullable String name) {}
}
