package io.reelgate.tenant;

import io.reelgate.problem.ProblemException;
import io.reelgate.problem.ProblemWriter;
import io.reelgate.telemetry.Field;
import io.reelgate.telemetry.LogFields;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Turns the API key of a request into its {@link Caller}. A request without a key goes on as
/// nobody and is refused by its chain.
final class ApiKeyFilter extends OncePerRequestFilter {
  private final ApiKeys keys;

  ApiKeyFilter(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> key = KeyHeader.bearerOrApiKey(request);
    if (key.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    Caller caller;
    try {
      caller = keys.authenticate(key.get());
    } catch (ProblemException refusal) {
      ProblemWriter.write(response, refusal);
      return;
    }
    become(caller);
    try (LogFields _ = LogFields.of(Field.TENANT, caller.tenant().value())) {
      chain.doFilter(request, response);
    }
  }

  private static void become(Caller caller) {
    String[] authorities = caller.scopes().stream().map(Scope::authority).toArray(String[]::new);
    SecurityContextHolder.getContext()
        .setAuthentication(
            new PreAuthenticatedAuthenticationToken(
                caller, "", AuthorityUtils.createAuthorityList(authorities)));
  }
}
