package io.reelgate.tenant;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/admin/tenants/{tenantId}")
@Tag(name = "admin")
@SecurityRequirement(name = "admin")
class RoutingRulesController {
  private final Tenants tenants;
  private final ApiKeys keys;

  RoutingRulesController(Tenants tenants, ApiKeys keys) {
    this.tenants = tenants;
    this.keys = keys;
  }

  @PutMapping("/routing")
  @ApiResponse(responseCode = "200", description = "The tenant.", useReturnTypeSchema = true)
  @Operation(
      operationId = "setTenantRouting",
      summary = "Set a tenant's routing rules",
      description =
          "Replaces all of them; an empty object permits everything. New videos are bound by them"
              + " within ten seconds; accepted ones keep the rules that they were accepted under.")
  TenantView ofTenant(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String tenantId,
      @RequestBody RoutingRules rules) {
    return tenants
        .setRouting(id(tenantId), rules.checked())
        .map(TenantView::of)
        .orElseThrow(AdminInput::notFound);
  }

  @PutMapping("/keys/{keyId}/routing")
  @ApiResponse(responseCode = "200", description = "The key.", useReturnTypeSchema = true)
  @Operation(
      operationId = "setApiKeyRouting",
      summary = "Set a key's routing rules",
      description = "Replaces all of them. The tenant's rules bind the key as well.")
  ApiKeyView ofKey(
      @Parameter(description = "The id of a tenant.", example = "tenant_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String tenantId,
      @Parameter(description = "The id of a key.", example = "key_01k9zq4v7m2c8x5t3r6w0d1e2f")
          @PathVariable
          String keyId,
      @RequestBody RoutingRules rules) {
    ApiKeyId key = AdminInput.pathId(keyId, ApiKeyId::isId, ApiKeyId::new);
    return keys.setRouting(id(tenantId), key, rules.checked())
        .map(ApiKeyView::of)
        .orElseThrow(AdminInput::notFound);
  }

  private static TenantId id(String text) {
    return AdminInput.pathId(text, TenantId::isId, TenantId::new);
  }
}
