package io.reelgate.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestPostgres;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "reelgate.security.admin-key=" + TenantRoutesTests.ADMIN_KEY,
      "reelgate.security.key-pepper=a pepper of the tests",
      "reelgate.security.key-pepper-id=tests",
      "reelgate.links.signing-key=a signing key of the tests",
      "reelgate.vault.master-key=YSBtYXN0ZXIga2V5IG9mIHRoZSB0ZXN0cywgMzIgYiE=",
      "reelgate.vault.master-key-id=tests",
      "reelgate.public-base-url=http://gateway.test"
    })
@Import(TenantRoutesTests.WhoAmI.class)
class TenantRoutesTests {
  static final String ADMIN_KEY = "an-admin-key-of-the-tests";

  @Value("${local.server.port}")
  private int port;

  @Autowired private JdbcClient jdbc;
  @Autowired private Tenants tenants;

  private TestClient admin = new TestClient(0, null);
  private String tenantPath = "";

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = TestPostgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @BeforeEach
  void createTenant() {
    admin = new TestClient(port, ADMIN_KEY);
    jdbc.sql("delete from api_key").update();
    jdbc.sql("delete from tenant").update();
    tenantPath = "/v1/admin/tenants/" + newTenant("Film school").text("id");
  }

  @Test
  void aKeyIsItsTenantInItsMode() {
    Answer created = newKey("{\"name\":\"ci\",\"mode\":\"test\"}");

    Answer me = admin.as(created.text("key")).get("/v1/me");

    assertThat(me.status()).isEqualTo(200);
    assertThat(me.text("tenant")).isEqualTo(created.text("tenant_id"));
    assertThat(me.text("key")).isEqualTo(created.text("id"));
    assertThat(me.text("mode")).isEqualTo("test");
    assertThat(created.text("key")).startsWith("rg_test_");
  }

  @Test
  void aKeyIsTakenFromXApiKeyToo() {
    String key = newKey("{\"name\":\"ci\",\"mode\":\"live\"}").text("key");

    assertThat(admin.as(null).get("/v1/me", "x-api-key", key).text("mode")).isEqualTo("live");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, 401, invalid_api_key",
    "empty, 401, invalid_api_key",
    "unknown, 401, invalid_api_key",
    "mistyped, 401, invalid_api_key",
    "admin, 401, invalid_api_key",
    "unregistered fixed, 401, invalid_api_key",
    "revoked, 401, invalid_api_key",
    "expired, 401, invalid_api_key",
    "disabled, 403, key_disabled",
    "reader, 403, insufficient_scope"
  })
  void othersAreRefusedWithTheEnvelope(String who, int status, String code) {
    Answer refusal = admin.as(keyOf(who)).post("/v1/me", null);

    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.header("Content-Type")).hasValue("application/json");
    assertThat(refusal.header("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    assertThat(refusal.header("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "unknown", "writer", "revoked", "disabled"})
  void onlyTheOperatorIsServedByTheAdminApi(String who) {
    TestClient other = admin.as(keyOf(who));

    assertThat(other.get("/v1/admin/tenants").status()).isEqualTo(401);
    assertThat(other.get(tenantPath).status()).isEqualTo(401);
    assertThat(other.post("/v1/admin/tenants", "{\"name\":\"x\"}").status()).isEqualTo(401);
    assertThat(other.post(tenantPath + "/disable", null).status()).isEqualTo(401);
    assertThat(other.get(tenantPath + "/keys").status()).isEqualTo(401);
    assertThat(other.post(tenantPath + "/keys", "{}").code()).isEqualTo("invalid_api_key");
  }

  @Test
  void pathsOutsideTheApiAreClosed() {
    assertThat(admin.get("/").code()).isEqualTo("unsupported_endpoint");
    assertThat(admin.get("/actuator/env").status()).isEqualTo(404);
    assertThat(admin.as(null).get("/login").status()).isEqualTo(404);
  }

  @Test
  void aReadingKeyReads() {
    assertThat(admin.as(keyOf("reader")).get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void aRevokedKeyIsRefusedAtOnceAndItsSuccessorWorks() {
    Answer old = newKey("{\"name\":\"old\",\"mode\":\"live\"}");
    Answer next = newKey("{\"name\":\"next\",\"mode\":\"live\"}");
    TestClient before = admin.as(old.text("key"));
    assertThat(before.get("/v1/me").status()).isEqualTo(200);

    Answer revoked = admin.delete(tenantPath + "/keys/" + old.text("id"));

    assertThat(revoked.text("state")).isEqualTo("revoked");
    assertThat(before.get("/v1/me").status()).isEqualTo(401);
    assertThat(admin.as(next.text("key")).get("/v1/me").status()).isEqualTo(200);
    assertThat(admin.delete(tenantPath + "/keys/" + old.text("id")).json())
        .isEqualTo(revoked.json());
  }

  @Test
  void aKeyWithGraceWorksOnAndNeverComesBack() {
    Answer old = newKey("{\"name\":\"old\",\"mode\":\"live\"}");
    String path = tenantPath + "/keys/" + old.text("id");

    Answer expiring = admin.delete(path + "?grace_seconds=3600");

    assertThat(expiring.text("state")).isEqualTo("expiring");
    assertThat(admin.as(old.text("key")).get("/v1/me").status()).isEqualTo(200);
    assertThat(admin.delete(path + "?grace_seconds=7200").json()).isEqualTo(expiring.json());
    admin.delete(path);
    assertThat(admin.delete(path + "?grace_seconds=60").text("state")).isEqualTo("revoked");
  }

  @Test
  void aTenantIsDisabledAndEnabled() {
    TestClient caller = admin.as(newKey("{\"name\":\"ci\",\"mode\":\"live\"}").text("key"));

    assertThat(admin.post(tenantPath + "/disable", null).text("state")).isEqualTo("disabled");
    assertThat(caller.get("/v1/me").code()).isEqualTo("key_disabled");
    assertThat(admin.post(tenantPath + "/enable", null).text("state")).isEqualTo("active");
    assertThat(caller.get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void aKeyIsShownOnceAndStoredOnlyAsADigest() {
    Answer created = newKey("{\"name\":\"ci\",\"mode\":\"live\"}");
    String key = created.text("key");

    assertThat(created.header("Cache-Control")).hasValue("no-store");
    assertThat(admin.get(tenantPath + "/keys").response().body())
        .contains(created.text("id"), "…" + key.substring(key.length() - 4))
        .doesNotContain(key, "\"key\"");
    assertThat(jdbc.sql("select api_key::text from api_key").query(String.class).single())
        .doesNotContain(key.substring(8, 38));
  }

  @Test
  void aKeyOfAnotherTenantCannotBeNamed() {
    String other = "/v1/admin/tenants/" + newTenant("Other").text("id");
    Answer key = newKey("{\"name\":\"ci\",\"mode\":\"live\"}");

    assertThat(admin.delete(other + "/keys/" + key.text("id")).code()).isEqualTo("not_found");
    assertThat(admin.get(other + "/keys").json().required("data").size()).isZero();
    assertThat(admin.as(key.text("key")).get("/v1/me").status()).isEqualTo(200);
  }

  @Test
  void tenantsAreListedInPages() {
    newTenant("B");
    newTenant("C");

    Answer first = admin.get("/v1/admin/tenants?limit=2");
    Answer second = admin.get("/v1/admin/tenants?limit=2&after=" + first.text("last_id"));

    assertThat(first.json().required("data").size()).isEqualTo(2);
    assertThat(first.json().required("has_more").asBoolean()).isTrue();
    assertThat(second.json().required("data").size()).isEqualTo(1);
    assertThat(second.json().required("has_more").asBoolean()).isFalse();
    assertThat(second.text("last_id")).isLessThan(first.text("last_id"));
  }

  @Test
  void aTenantNameIsTakenOnce() {
    assertThat(admin.post("/v1/admin/tenants", "{\"name\":\"Film school\"}").code())
        .isEqualTo("conflict");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tenant_1", "tenant_00000000000000000000000000", "x'--", "%F0%9F%98%80"})
  void unknownTenantsAreNotFound(String id) {
    assertThat(admin.get("/v1/admin/tenants/" + id).code()).isEqualTo("not_found");
    assertThat(admin.get("/v1/admin/tenants/" + id + "/keys").code()).isEqualTo("not_found");
    assertThat(admin.post("/v1/admin/tenants/" + id + "/enable", null).code())
        .isEqualTo("not_found");
  }

  @Test
  void aRegisteredFixedKeyWorksInItsLastMode() {
    String word = "a word " + port;
    assertThat(admin.as(word).get("/v1/me").status()).isEqualTo(401);

    Tenant first = tenants.registerFixedKey(word, KeyMode.TEST);
    assertThat(admin.as(word).get("/v1/me").text("mode")).isEqualTo("test");
    Tenant again = tenants.registerFixedKey(word, KeyMode.LIVE);

    assertThat(again).isEqualTo(first);
    assertThat(admin.as(word).get("/v1/me").text("mode")).isEqualTo("live");
  }

  private Answer newTenant(String name) {
    return admin.post("/v1/admin/tenants", "{\"name\":\"" + name + "\"}");
  }

  private Answer newKey(String json) {
    return admin.post(tenantPath + "/keys", json);
  }

  private @Nullable String keyOf(String who) {
    String reader = "{\"name\":\"r\",\"mode\":\"test\",\"scopes\":[\"read\"]}";
    Answer made = newKey(who.equals("reader") ? reader : "{\"name\":\"k\",\"mode\":\"test\"}");
    String key = made.text("key");
    return switch (who) {
      case "nobody" -> null;
      case "empty" -> "";
      case "unknown" -> KeyText.random(KeyMode.LIVE);
      case "mistyped" ->
          key.substring(0, 20) + (key.charAt(20) == 'a' ? 'b' : 'a') + key.substring(21);
      case "admin" -> ADMIN_KEY;
      case "unregistered fixed" -> "local";
      case "revoked" -> {
        admin.delete(tenantPath + "/keys/" + made.text("id"));
        yield key;
      }
      case "expired" -> {
        admin.delete(tenantPath + "/keys/" + made.text("id") + "?grace_seconds=60");
        jdbc.sql("update api_key set expires_at = reelgate_now() - make_interval(secs => :past)")
            .param("past", Duration.ofMinutes(1).toSeconds())
            .update();
        yield key;
      }
      case "disabled" -> {
        admin.post(tenantPath + "/disable", null);
        yield key;
      }
      case "reader", "writer" -> key;
      default -> throw new IllegalArgumentException(who);
    };
  }

  @RestController
  static class WhoAmI {
    @GetMapping("/v1/me")
    Me read(@AuthenticationPrincipal Caller caller) {
      return new Me(caller.tenant(), caller.key(), caller.mode());
    }

    @PostMapping("/v1/me")
    Me write(@AuthenticationPrincipal Caller caller) {
      return read(caller);
    }
  }

  record Me(TenantId tenant, ApiKeyId key, KeyMode mode) {}
}
