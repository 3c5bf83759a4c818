package io.reelgate.sandbox.empiriolabs;

import io.reelgate.sandbox.SimulatedProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/// Every key opens the door but those that start with `bad`, and only so often a minute.
final class EmpirioLabsDoor implements HandlerInterceptor {
  private static final String SCHEME = "Bearer ";

  private final SimulatedProvider provider;
  private final EmpirioLabsRate rate;

  EmpirioLabsDoor(SimulatedProvider provider, EmpirioLabsRate rate) {
    this.provider = provider;
    this.rate = rate;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String key = key(request);
    if (key.isEmpty()) {
      throw EmpirioLabsRefusal.of(401, "missing_api_key", "No API key was sent");
    }
    if (key.startsWith("bad")) {
      throw EmpirioLabsRefusal.of(401);
    }
    if (!rate.allows(provider.now())) {
      if (request.getRequestURI().endsWith(EmpirioLabsController.SUBMITS)) {
        provider.submittedUnread();
      }
      throw EmpirioLabsRefusal.of(429);
    }
    return true;
  }

  private static String key(HttpServletRequest request) {
    @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return authorization.substring(SCHEME.length()).strip();
    }
    return Objects.requireNonNullElse(request.getHeader("x-api-key"), "").strip();
  }
}
