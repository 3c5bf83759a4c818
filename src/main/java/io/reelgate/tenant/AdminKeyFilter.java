package io.reelgate.tenant;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/// Recognises the operator by the one admin key of the settings. Any other key, a tenant's too, is
/// nobody here.
final class AdminKeyFilter extends OncePerRequestFilter {
  static final String ADMIN = "ADMIN";

  private final byte @Nullable [] adminKey;

  /// @param adminKey null closes the admin API
  AdminKeyFilter(@Nullable String adminKey) {
    this.adminKey = adminKey == null ? null : adminKey.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (KeyHeader.bearer(request).filter(this::isAdminKey).isPresent()) {
      SecurityContextHolder.getContext()
          .setAuthentication(
              new PreAuthenticatedAuthenticationToken(
                  "admin", "", AuthorityUtils.createAuthorityList(ADMIN)));
    }
    chain.doFilter(request, response);
  }

  /// Takes the same time wherever the first wrong byte is.
  private boolean isAdminKey(String key) {
    return adminKey != null
        && MessageDigest.isEqual(adminKey, key.getBytes(StandardCharsets.UTF_8));
  }
}
