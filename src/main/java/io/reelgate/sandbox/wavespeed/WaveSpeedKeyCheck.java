package io.reelgate.sandbox.wavespeed;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;

/// Every key opens the door but those that start with `bad`.
final class WaveSpeedKeyCheck implements HandlerInterceptor {
  private static final String SCHEME = "Bearer ";

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (!isGood(request.getHeader(HttpHeaders.AUTHORIZATION))) {
      throw new WaveSpeedRefusal(401, "Invalid API key");
    }
    return true;
  }

  private static boolean isGood(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    String key = authorization.substring(SCHEME.length()).strip();
    return !key.isEmpty() && !key.startsWith("bad");
  }
}
