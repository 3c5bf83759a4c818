package io.reelgate.tenant;

import io.reelgate.role.ConditionalOnRole;
import io.reelgate.role.Role;
import io.reelgate.role.Roles;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/// Every way in, in one place and in the order in which they are tried: operators, tenants, the
/// public paths, providers that call back, the sandbox, the management endpoints, and a closed door
/// for all else. Replicas without the API's role have only the last three.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final String[] PUBLIC_PATHS = {
    "/media/**", "/swagger-ui.html", "/swagger-ui/**", "/v3/api-docs", "/v3/api-docs/**"
  };

  /// On every replica: the sandbox has a role of its own.
  private static final String[] OPEN_PATHS = {"/sandbox/**", "/error"};

  private final SecurityProperties properties;

  SecurityConfiguration(SecurityProperties properties, Environment environment) {
    properties.check(!environment.acceptsProfiles(Profiles.of("local")));
    this.properties = properties;
  }

  @Bean
  KeyDigest keyDigest() {
    return new KeyDigest(
        Objects.requireNonNull(properties.keyPepper()),
        Objects.requireNonNull(properties.keyPepperId()));
  }

  @Bean
  @Order(1)
  @ConditionalOnRole(Role.API)
  SecurityFilterChain adminChain(HttpSecurity http) {
    return closed(http.securityMatcher("/v1/admin/**"), new AdminKeyFilter(properties.adminKey()))
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .hasAuthority(AdminKeyFilter.ADMIN))
        .build();
  }

  @Bean
  @Order(2)
  @ConditionalOnRole(Role.API)
  SecurityFilterChain tenantChain(HttpSecurity http, ApiKeys keys) {
    return closed(http.securityMatcher("/v1/**"), new ApiKeyFilter(keys))
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.GET)
                .hasAuthority(Scope.READ.authority())
                .requestMatchers(HttpMethod.HEAD)
                .hasAuthority(Scope.READ.authority())
                .anyRequest()
                .hasAuthority(Scope.WRITE.authority()))
        .build();
  }

  @Bean
  @Order(3)
  @ConditionalOnRole(Role.API)
  SecurityFilterChain publicChain(HttpSecurity http) {
    return stateless(http.securityMatcher(PUBLIC_PATHS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  /// Providers have no key; the path itself is the secret.
  @Bean
  @Order(4)
  @ConditionalOnRole(Role.API)
  SecurityFilterChain callbackChain(HttpSecurity http) {
    return stateless(http.securityMatcher("/callbacks/**"))
        .exceptionHandling(refusals ->
            refusals.authenticationEntryPoint((request, response, exception) ->
                response.setStatus(HttpServletResponse.SC_NOT_FOUND)))
        .authorizeHttpRequests(requests ->
            requests.requestMatchers(HttpMethod.POST).permitAll().anyRequest().denyAll())
        .build();
  }

  @Bean
  @Order(5)
  SecurityFilterChain openChain(HttpSecurity http) {
    return stateless(http.securityMatcher(OPEN_PATHS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(6)
  SecurityFilterChain managementChain(HttpSecurity http) {
    return stateless(http.securityMatcher(EndpointRequest.to("health", "prometheus")))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(7)
  SecurityFilterChain closedChain(HttpSecurity http, Roles roles) {
    String why =
        roles.play(Role.API)
            ? "there is nothing at this path"
            : "this replica answers no callers: reelgate.roles lacks api";
    return stateless(http.securityMatcher("/**"))
        .exceptionHandling(refusals -> refusals.authenticationEntryPoint(Refusals.noSuchPath(why)))
        .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
        .build();
  }

  private static HttpSecurity closed(HttpSecurity http, Filter keyFilter) {
    return stateless(http)
        .addFilterBefore(keyFilter, AuthorizationFilter.class)
        .exceptionHandling(refusals ->
            refusals
                .authenticationEntryPoint(Refusals.keyNeeded())
                .accessDeniedHandler(Refusals.scopeNeeded()));
  }

  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
