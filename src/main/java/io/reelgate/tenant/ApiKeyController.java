package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/admin/tenants/{tenantId}/keys")
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class ApiKeyController {
  private static final long MAX_GRACE_SECONDS = Duration.ofDays(30).toSeconds();

  private final Tenants tenants;
  private final ApiKeys keys;

  ApiKeyController(Tenants tenants, ApiKeys keys) {
    this.tenants = tenants;
    this.keys = keys;
  }

  @PostMapping
  @ApiResponse(
      responseCode = "200",
      description = "The new key, with its text.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "createApiKey",
      summary = "Create an API key",
      description =
          "The answer holds the key itself; it is shown this once. Several keys of a tenant work"
              + " side by side, so a key is rotated by creating the next one first.")
  ResponseEntity<ApiKeyView> create(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String tenantId,
      @RequestBody CreateKeyRequest request) {
    TenantId tenant = existing(tenantId);
    String name = AdminInput.name(request.name());
    KeyMode mode = AdminInput.required("mode", request.mode());
    ApiKeys.Issued issued = keys.issue(tenant, name, mode, request.scopesOrAll());
    return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(ApiKeyView.of(issued));
  }

  @GetMapping
  @ApiResponse(
      responseCode = "200",
      description = "One page of keys, without their texts.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listApiKeys",
      summary = "List a tenant's API keys",
      description = "Newest first, revoked ones too.")
  CursorPage<ApiKeyView> list(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String tenantId,
      @Parameter(
              description = "How many, 0 to 100.",
              schema =
                  @Schema(type = "integer", minimum = "0", maximum = "100", defaultValue = "20"))
          @RequestParam(defaultValue = "20")
          int limit,
      @Parameter(description = "Only what is older than this id.") @RequestParam(required = false)
          @Nullable String after) {
    TenantId tenant = existing(tenantId);
    int rows = CursorPage.checkedLimit(limit);
    List<ApiKeyView> found =
        keys.listBefore(tenant, AdminInput.cursor(after, ApiKeyId::isId), rows + 1).stream()
            .map(ApiKeyView::of)
            .toList();
    return CursorPage.of(found, rows, ApiKeyView::id);
  }

  @DeleteMapping("/{keyId}")
  @ApiResponse(
      responseCode = "200",
      description = "The key, revoked or about to end.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key",
      description = "Every replica refuses it within ten seconds. Doing it again is harmless.")
  ApiKeyView revoke(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String tenantId,
      @Parameter(description = "The id of a key.", example = "key_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String keyId,
      @Parameter(description = "Let the key work this long first; 0 to 2592000.")
          @RequestParam(name = "grace_seconds", defaultValue = "0")
          long graceSeconds) {
    if (graceSeconds < 0 || graceSeconds > MAX_GRACE_SECONDS) {
      throw ProblemCode.INVALID_VALUE.problem(
          "grace_seconds", "grace_seconds must be 0 to " + MAX_GRACE_SECONDS);
    }
    ApiKeyId key = AdminInput.pathId(keyId, ApiKeyId::isId, ApiKeyId::new);
    return keys.revoke(id(tenantId), key, Duration.ofSeconds(graceSeconds))
        .map(ApiKeyView::of)
        .orElseThrow(AdminInput::notFound);
  }

  private TenantId existing(String tenantId) {
    return tenants.find(id(tenantId)).map(Tenant::id).orElseThrow(AdminInput::notFound);
  }

  private static TenantId id(String text) {
    return AdminInput.pathId(text, TenantId::isId, TenantId::new);
  }

  @Schema(name = "CreateApiKeyRequest", description = "An API key to create.")
  record CreateKeyRequest(
      @Schema(
              description = "What operators call it.",
              requiredMode = Schema.RequiredMode.REQUIRED,
              minLength = 1,
              maxLength = 100,
              example = "ci")
          @Nullable String name,
      @Schema(
              requiredMode = Schema.RequiredMode.REQUIRED,
              description = "live reaches real providers, test only the sandbox")
          @Nullable KeyMode mode,
      @Schema(description = "What the key may do; everything when missing")
          @Nullable Set<Scope> scopes) {

    Set<Scope> scopesOrAll() {
      if (scopes == null) {
        return Set.of(Scope.values());
      }
      if (scopes.isEmpty() || scopes.stream().anyMatch(Objects::isNull)) {
        throw ProblemCode.INVALID_VALUE.problem("scopes", "scopes must name read or write");
      }
      return scopes;
    }
  }
}
