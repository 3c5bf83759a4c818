package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.ConditionalOnSandbox;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The one path of this wire. Any other is answered here too, in the provider's own shape.
@RestController
@ConditionalOnSandbox
@Hidden
@RequestMapping("/sandbox/runware")
class RunwareController {
  private static final int MOST_BYTES = 1 << 20;

  private final RunwareRequests requests;

  RunwareController(RunwareRequests requests) {
    this.requests = requests;
  }

  @PostMapping("/v1")
  void tasks(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new RunwareRefusal(
          413, RunwareError.of("invalidRequestBody", "The body is too large."));
    }
    requests
        .answer(
            new String(body, StandardCharsets.UTF_8),
            request.getHeader(HttpHeaders.AUTHORIZATION),
            base(request))
        .send(request, response);
  }

  @RequestMapping("/**")
  void anythingElse() {
    throw new RunwareRefusal(404, RunwareError.of("notFound", "Nothing is here."));
  }

  /// Where this simulator stands, as the caller sees it.
  private static String base(HttpServletRequest request) {
    return ServletUriComponentsBuilder.fromContextPath(request)
        .path("/sandbox/runware")
        .toUriString();
  }
}
