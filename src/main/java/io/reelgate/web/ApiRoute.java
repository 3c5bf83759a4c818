package io.reelgate.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Objects;

/// One operation of the API document, and what follows from its shape.
record ApiRoute(String path, HttpMethod method, Operation operation) {
  private static final String API = "/v1/";
  private static final String ADMIN = "/v1/admin/";
  private static final String LINKS = "/media/";
  private static final String SANDBOX = "/sandbox/";

  /// Whether its errors come in the envelope.
  boolean hasEnvelope() {
    return path.startsWith(API) || path.startsWith(LINKS) || isOfSandbox();
  }

  /// Whether only replicas with a certain role have it.
  boolean isOfSandbox() {
    return path.startsWith(SANDBOX);
  }

  boolean needsKey() {
    return path.startsWith(API);
  }

  boolean isForTenants() {
    return needsKey() && !path.startsWith(ADMIN);
  }

  boolean takesInput() {
    return takesBody() || !parameters().isEmpty();
  }

  boolean takesBody() {
    return operation.getRequestBody() != null;
  }

  /// By its path, or in the body of a tenant: a model, a source video. The sandbox may not be
  /// there.
  boolean mayBeMissing() {
    return path.contains("{") || (takesBody() && isForTenants()) || isOfSandbox();
  }

  /// Whether the state of things can forbid it.
  boolean mayConflict() {
    boolean creates = method == HttpMethod.POST && (takesBody() || isForTenants());
    return creates || (method == HttpMethod.DELETE && isForTenants());
  }

  boolean takesIdempotencyKey() {
    return parameters().stream().anyMatch(each -> "Idempotency-Key".equals(each.getName()));
  }

  /// Whether it passes on what a provider keeps.
  boolean streams() {
    return path.endsWith("/content") || path.startsWith(LINKS);
  }

  boolean isHead() {
    return method == HttpMethod.HEAD;
  }

  private List<Parameter> parameters() {
    return Objects.requireNonNullElse(operation.getParameters(), List.of());
  }
}
