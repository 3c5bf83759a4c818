package io.reelgate.webhook;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to endpoints. Everything takes the tenant; an endpoint of another one is not found.
@Service
public class Endpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

  private final EndpointQueries queries;
  private final Secrets secrets;
  private final WebhookProperties properties;

  Endpoints(EndpointQueries queries, Secrets secrets, WebhookProperties properties) {
    this.queries = queries;
    this.secrets = secrets;
    this.properties = properties;
  }

  /// An endpoint with its new secret, which is shown this once.
  public record Issued(Endpoint endpoint, SecretText secret) {}

  @Transactional
  public Issued create(TenantId tenant, EndpointInput input) {
    EndpointId id =
        queries
            .insert(tenant, input, properties.maxEndpoints())
            .orElseThrow(() ->
                ProblemCode.CONFLICT.problem(
                    null, "there are %d endpoints already".formatted(properties.maxEndpoints())));
    SecretText secret = secrets.make(tenant, id);
    return new Issued(existing(tenant, id), secret);
  }

  @Transactional(readOnly = true)
  public Optional<Endpoint> find(TenantId tenant, EndpointId id) {
    return queries.find(tenant, id);
  }

  /// Newest first, from the one after {@code before}.
  @Transactional(readOnly = true)
  public List<Endpoint> list(TenantId tenant, String before, int limit) {
    return queries.list(tenant, before, limit);
  }

  /// Changes what is given and keeps the rest.
  @Transactional
  public Endpoint update(TenantId tenant, EndpointId id, EndpointChange change) {
    Endpoint old = queries.lock(tenant, id).orElseThrow(Endpoints::notFound);
    EndpointInput input = change.of(old);
    boolean fresh = !input.url().equals(old.url()) || (input.enabled() && !old.enabled());
    queries.update(tenant, id, input, fresh);
    if (input.enabled() != old.enabled()) {
      LOG.info("endpoint {}: {} by its tenant", id, input.enabled() ? "enabled" : "disabled");
    }
    return existing(tenant, id);
  }

  /// What is still to be sent there is given up.
  @Transactional
  public void delete(TenantId tenant, EndpointId id) {
    // whoever has the endpoint in hand is waited for, so that the statement sees what they changed
    if (queries.lock(tenant, id).isEmpty()) {
      throw notFound();
    }
    queries.delete(tenant, id);
  }

  /// @param overlap how long the old secret signs along
  @Transactional
  public Issued rotate(TenantId tenant, EndpointId id, Duration overlap) {
    if (queries.lock(tenant, id).isEmpty()) {
      throw notFound();
    }
    SecretText secret = secrets.rotate(tenant, id, overlap);
    return new Issued(existing(tenant, id), secret);
  }

  /// Replaces the secret under which events for {@code callback_url} are signed.
  @Transactional
  public SecretText rotateCallbackSecret(TenantId tenant, Duration overlap) {
    return secrets.rotate(tenant, null, overlap);
  }

  private Endpoint existing(TenantId tenant, EndpointId id) {
    return queries.find(tenant, id).orElseThrow(Endpoints::notFound);
  }

  static ProblemException notFound() {
    return ProblemCode.NOT_FOUND.problem("id", "there is no such webhook endpoint");
  }
}
