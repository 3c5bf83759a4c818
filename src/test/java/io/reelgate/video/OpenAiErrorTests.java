package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnexpectedStatusCodeException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.videos.VideoCreateParams;
import com.openai.models.videos.VideoSeconds;
import com.openai.models.videos.VideoSize;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Each error of the gateway as the official Java client shows it.
@GatewayTest
@SuppressWarnings("deprecation") // the client marks all of its video methods so
class OpenAiErrorTests {
  private static final String MISSING = "video_01k9zq4v7m2c8x5t3r6w0d1e2f";

  @Autowired private TestGateway gateway;

  @Test
  void aWrongValueIsABadRequest() {
    var error =
        caught(
            BadRequestException.class,
            () -> create(prompt("x").seconds(VideoSeconds.of("99")), gateway.newTenant()));

    assertError(error, 400, "unsupported_duration", "seconds", "invalid_request_error");
    assertThat(error).hasMessageContaining("4 to 15");
  }

  @Test
  void aWrongSizeIsABadRequestThatListsTheSizes() {
    var error =
        caught(
            BadRequestException.class,
            () -> create(prompt("x").size(VideoSize.of("1x1")), gateway.newTenant()));

    assertError(error, 400, "unsupported_size", "size", "invalid_request_error");
    assertThat(error).hasMessageContaining("1280x720");
  }

  @Test
  void aWrongKeyIsUnauthorized() {
    var error =
        caught(
            UnauthorizedException.class,
            () -> create(prompt("x"), gateway.anonymous().as("rg_test_nobody")));

    assertError(error, 401, "invalid_api_key", null, "authentication_error");
  }

  @Test
  void aDisabledTenantIsDenied() {
    Answer tenant = gateway.admin().post("/v1/admin/tenants", "{\"name\":\"to be disabled\"}");
    String base = "/v1/admin/tenants/" + tenant.text("id");
    String key =
        gateway.admin().post(base + "/keys", "{\"name\":\"k\",\"mode\":\"test\"}").text("key");
    assertThat(gateway.admin().post(base + "/disable", null).status()).isEqualTo(200);

    var error =
        caught(
            PermissionDeniedException.class,
            () -> create(prompt("x"), gateway.anonymous().as(key)));

    assertError(error, 403, "key_disabled", null, "permission_error");
  }

  @Test
  void aKeyThatMayOnlyReadIsDenied() {
    Answer tenant = gateway.admin().post("/v1/admin/tenants", "{\"name\":\"reads only\"}");
    String key =
        gateway
            .admin()
            .post(
                "/v1/admin/tenants/" + tenant.text("id") + "/keys",
                "{\"name\":\"k\",\"mode\":\"test\",\"scopes\":[\"read\"]}")
            .text("key");

    var error =
        caught(
            PermissionDeniedException.class,
            () -> create(prompt("x"), gateway.anonymous().as(key)));

    assertError(error, 403, "insufficient_scope", null, "permission_error");
  }

  @Test
  void aMissingVideoIsNotFound() {
    OpenAIClient client = OpenAiClientTests.client(gateway.newTenant());

    var error = caught(NotFoundException.class, () -> client.videos().retrieve(MISSING));

    assertError(error, 404, "video_not_found", "id", "invalid_request_error");
  }

  @Test
  void anUnfinishedVideosContentIsNotFound() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"" + TestGateway.ENDLESS + "\"}");

    var error = caught(NotFoundException.class, () -> download(caller, id));

    assertError(error, 404, "video_not_ready", null, "invalid_request_error");
  }

  @Test
  void anUnfinishedVideoIsNotDeleted() {
    TestClient caller = gateway.newTenant();
    String id = gateway.accepted(caller, "{\"prompt\":\"" + TestGateway.ENDLESS + "\"}");

    var error =
        caught(
            UnexpectedStatusCodeException.class,
            () -> OpenAiClientTests.client(caller).videos().delete(id));

    assertError(error, 409, "video_in_progress", null, "conflict_error");
    assertThat(error.headers().values("x-should-retry")).containsExactly("false");
  }

  @Test
  void aReusedKeyIsUnprocessable() {
    TestClient caller = gateway.newTenant();
    create(prompt("one").putAdditionalHeader("Idempotency-Key", "k"), caller);

    var error =
        caught(
            UnprocessableEntityException.class,
            () -> create(prompt("two").putAdditionalHeader("Idempotency-Key", "k"), caller));

    assertError(error, 422, "idempotency_key_reused", "Idempotency-Key", "invalid_request_error");
  }

  @Test
  void aHugePromptIsTooLarge() {
    var error =
        caught(
            UnexpectedStatusCodeException.class,
            () -> create(prompt("x".repeat(2_000_000)), gateway.newTenant()));

    assertError(error, 413, "payload_too_large", null, "invalid_request_error");
  }

  private static VideoCreateParams.Builder prompt(String prompt) {
    return VideoCreateParams.builder().prompt(prompt);
  }

  private static void create(VideoCreateParams.Builder params, TestClient caller) {
    var _ = OpenAiClientTests.client(caller).videos().create(params.build());
  }

  private static void download(TestClient caller, String id) {
    try (HttpResponse content = OpenAiClientTests.client(caller).videos().downloadContent(id)) {
      assertThat(content.statusCode()).isEqualTo(200);
    }
  }

  private static <E extends OpenAIServiceException> E caught(Class<E> type, ThrowingCallable call) {
    E error = catchThrowableOfType(type, call);
    assertThat(error).isNotNull();
    return error;
  }

  private static void assertError(
      OpenAIServiceException error, int status, String code, @Nullable String param, String type) {
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.code()).hasValue(code);
    assertThat(error.param().orElse(null)).isEqualTo(param);
    assertThat(error.type()).hasValue(type);
    assertThat(error.headers().values("x-request-id").getFirst()).startsWith("req_");
  }
}
