package io.reelgate.webhook.delivery;

import io.reelgate.outbound.TargetClient;
import io.reelgate.problem.ProblemCode;
import io.reelgate.tenant.TenantId;
import io.reelgate.webhook.Endpoint;
import io.reelgate.webhook.EndpointId;
import io.reelgate.webhook.Endpoints;
import io.reelgate.webhook.EventType;
import io.reelgate.webhook.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Sends events that tell of nothing, a few at a time.
@Component
class TestEvents {
  private static final int MOST_AT_ONCE = 16;
  private static final String NOBODY = "video_00000000000000000000000000";
  private static final String STAMP =
      """
      select 'evt_' || reelgate_ulid() as id, extract(epoch from reelgate_now())::bigint as seconds
      """;

  private final Endpoints endpoints;
  private final Secrets secrets;
  private final TargetClient client;
  private final RetryRules rules;
  private final EventBody bodies;
  private final JdbcClient jdbc;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  TestEvents(
      Endpoints endpoints,
      Secrets secrets,
      TargetClient client,
      RetryRules rules,
      EventBody bodies,
      JdbcClient jdbc) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.client = client;
    this.rules = rules;
    this.bodies = bodies;
    this.jdbc = jdbc;
  }

  private record Stamp(String id, long seconds) {}

  TestController.TestResult send(TenantId tenant, String id, EventType type) {
    Endpoint endpoint =
        EndpointId.parse(id)
            .flatMap(known -> endpoints.find(tenant, known))
            .orElseThrow(
                () -> ProblemCode.NOT_FOUND.problem("id", "there is no such webhook endpoint"));
    if (!places.tryAcquire()) {
      throw ProblemCode.OVERLOADED.problem(null, "too many test events at once; try again soon");
    }
    try {
      return send(tenant, endpoint, type);
    } finally {
      places.release();
    }
  }

  private TestController.TestResult send(TenantId tenant, Endpoint endpoint, EventType type) {
    Stamp stamp = Objects.requireNonNull(jdbc.sql(STAMP).query(Stamp.class).single());
    byte[] body =
        bodies
            .of(stamp.id(), type, Instant.ofEpochSecond(stamp.seconds()), 1, data(endpoint, type))
            .getBytes(StandardCharsets.UTF_8);
    List<byte[]> keys = secrets.keys(tenant, endpoint.id());
    Outcome outcome =
        rules.judge(
            client.post(
                endpoint.url(),
                EventHeaders.standard(keys, stamp.id(), stamp.seconds(), body),
                body),
            1);
    return new TestController.TestResult(
        "webhook_endpoint.test",
        endpoint.id().value(),
        type.word(),
        outcome instanceof Outcome.Delivered,
        Objects.requireNonNullElse(outcome.status(), 0),
        outcome.error());
  }

  private static ObjectNode data(Endpoint endpoint, EventType type) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    return switch (type) {
      case ENDPOINT_DISABLED ->
          data.put("id", endpoint.id().value()).put("object", "webhook_endpoint");
      case VIDEO_COMPLETED -> video(data, "completed");
      case VIDEO_FAILED -> video(data, "failed");
      case VIDEO_QUEUED -> video(data, "queued");
      case VIDEO_IN_PROGRESS, VIDEO_PROGRESS -> video(data, "in_progress");
    };
  }

  private static ObjectNode video(ObjectNode data, String status) {
    return data.put("id", NOBODY).put("object", "video").put("status", status);
  }
}
