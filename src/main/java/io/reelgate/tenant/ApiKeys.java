package io.reelgate.tenant;

import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.CallerLookup.Found;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Issues, revokes and recognises API keys. The text of a key exists here only while it is made and
/// while a request carries it.
@Service
class ApiKeys {
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final ApiKeyRepository rows;
  private final CallerLookup lookup;
  private final KeyDigest digest;
  private final CallerCache cache = new CallerCache(REMEMBERED);
  private final Set<String> fixedKeys = ConcurrentHashMap.newKeySet();

  ApiKeys(ApiKeyRepository rows, CallerLookup lookup, KeyDigest digest) {
    this.rows = rows;
    this.lookup = lookup;
    this.digest = digest;
  }

  /// The caller behind a key, or a {@code ProblemException} that says no more than needed.
  Caller authenticate(String text) {
    if (!KeyText.isWellFormed(text) && !fixedKeys.contains(text)) {
      throw invalidKey();
    }
    Found found = find(digest.of(text)).orElseThrow(ApiKeys::invalidKey);
    if (found.dead()) {
      throw invalidKey();
    }
    if (found.disabled()) {
      throw ProblemCode.KEY_DISABLED.problem(null, "this tenant is disabled");
    }
    return found.caller();
  }

  @Transactional
  Issued issue(TenantId tenant, String name, KeyMode mode, Set<Scope> scopes) {
    String text = KeyText.random(mode);
    return new Issued(store(tenant, name, mode, scopes, text, KeyText.hint(text)), text);
  }

  /// Makes a chosen text a key of this process, whatever its form.
  @Transactional
  void fix(TenantId tenant, String text, KeyMode mode) {
    store(tenant, text, mode, Set.of(Scope.values()), text, text);
    fixedKeys.add(text);
    cache.clear();
  }

  @Transactional(readOnly = true)
  List<ApiKey> listBefore(TenantId tenant, String before, int limit) {
    return rows.findBefore(tenant.value(), before, Limit.of(limit)).stream()
        .map(ApiKeyEntity::toApiKey)
        .toList();
  }

  /// Ends a key now, or after a grace period that a rotation needs.
  @Transactional
  Optional<ApiKey> revoke(TenantId tenant, ApiKeyId id, Duration grace) {
    Optional<ApiKeyEntity> row =
        grace.isZero()
            ? rows.revoke(tenant.value(), id.value())
            : rows.expireAfter(tenant.value(), id.value(), grace.toSeconds());
    forget();
    return row.map(ApiKeyEntity::toApiKey);
  }

  @Transactional
  Optional<ApiKey> setRouting(TenantId tenant, ApiKeyId id, RoutingRules rules) {
    Optional<ApiKeyEntity> row = rows.setRouting(tenant.value(), id.value(), rules.json());
    forget();
    return row.map(ApiKeyEntity::toApiKey);
  }

  /// Drops what is remembered about callers, after something about them changed here.
  void forget() {
    cache.clear();
  }

  private Optional<Found> find(byte[] hash) {
    String cacheKey = HexFormat.of().formatHex(hash);
    Optional<Found> remembered = cache.get(cacheKey);
    if (remembered.isPresent()) {
      return remembered;
    }
    long since = System.nanoTime();
    Optional<Found> found = lookup.find(hash, digest.pepperId());
    found.ifPresent(known -> cache.put(cacheKey, known, since));
    return found;
  }

  private ApiKey store(
      TenantId tenant, String name, KeyMode mode, Set<Scope> scopes, String text, String hint) {
    String[] scopeNames = scopes.stream().map(Scope::name).sorted().toArray(String[]::new);
    return rows.store(
            tenant.value(), name, mode.name(), scopeNames, digest.of(text), digest.pepperId(), hint)
        .toApiKey();
  }

  private static RuntimeException invalidKey() {
    return ProblemCode.INVALID_API_KEY.problem(null, "the API key is missing or not valid");
  }

  /// @param text the key itself; shown to the operator once and kept nowhere
  record Issued(ApiKey key, String text) {
    @Override
    public String toString() {
      return "Issued[" + key + "]";
    }
  }
}
