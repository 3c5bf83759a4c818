package io.reelgate.video.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reelgate.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

/// Requests as the decoder sees them, made by hand.
final class Posts {
  static final Purpose CREATE = new Purpose.Create();
  static final RequestDecoder DECODER =
      new RequestDecoder(new ApiProperties(DataSize.ofMegabytes(1), DataSize.ofMegabytes(64)));

  private Posts() {}

  static MockHttpServletRequest json(String body) {
    return of("application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static MockHttpServletRequest of(String contentType, byte[] body) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/v1/videos");
    request.setContentType(contentType);
    request.setContent(body);
    return request;
  }

  static DecodedRequest decode(String json) {
    return DECODER.decode(json(json), CREATE);
  }

  /// The wish of a JSON body that has a prompt already.
  static CreateVideoRequest wish(String members) {
    return decode("{\"prompt\":\"x\"," + members + "}").request();
  }

  static ProblemException refusal(String json) {
    return refusal(json(json), CREATE);
  }

  static ProblemException refusal(MockHttpServletRequest request, Purpose purpose) {
    return Objects.requireNonNull(
        catchThrowableOfType(ProblemException.class, () -> DECODER.decode(request, purpose)),
        "the request was accepted");
  }

  static ProblemException refusalOf(String members) {
    return refusal("{\"prompt\":\"x\"," + members + "}");
  }

  /// Checks the answer to a create, and that its message shows nothing from inside.
  static void assertRefused(MockHttpServletRequest request, String code, @Nullable String param) {
    ProblemException refusal = refusal(request, CREATE);
    assertThat(refusal.code().word()).isEqualTo(code);
    assertThat(refusal.param()).isEqualTo(param);
    assertThat(refusal.detail())
        .hasSizeLessThan(2_000)
        .doesNotContain("jackson", "java.", "Exception", "springframework", "\0");
  }
}
