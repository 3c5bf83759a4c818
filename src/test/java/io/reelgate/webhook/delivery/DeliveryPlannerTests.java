package io.reelgate.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelgate.job.JobFinished;
import io.reelgate.job.JobId;
import io.reelgate.testing.IdleGatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a transaction that changes jobs writes for their tenants.
@IdleGatewayTest
@Import(DeliverySteps.class)
class DeliveryPlannerTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired private TestGateway gateway;
  @Autowired private DeliverySteps steps;
  @Autowired private JdbcClient jdbc;
  @Autowired private ApplicationEventPublisher publisher;
  @Autowired private TransactionTemplate transaction;

  @BeforeEach
  void forget() {
    steps.forgetAll();
  }

  @Test
  void deliveriesAreThereIfAndOnlyIfTheChangeIs() {
    JobFinished news = finished(video(listener(), "A lantern"));
    transaction.executeWithoutResult(status -> {
      publisher.publishEvent(news);
      assertThat(steps.count("delivery", "state = 'PENDING'")).isEqualTo(1);
      status.setRollbackOnly();
    });
    assertThat(steps.count("delivery", "true")).isZero();
    assertThat(steps.count("webhook_event", "true")).isZero();

    transaction.executeWithoutResult(status -> publisher.publishEvent(news));
    assertThat(steps.count("delivery", "state = 'PENDING'")).isEqualTo(1);
    assertThatThrownBy(() -> publisher.publishEvent(news))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void whereNobodyListensNothingIsWritten() {
    String id = video(gateway.newTenant(), "A lantern");
    listener();

    transaction.executeWithoutResult(status -> publisher.publishEvent(finished(id)));

    assertThat(steps.count("webhook_event", "true")).isZero();
  }

  @Test
  void aDeletedVideoIsToldOfNoMore() {
    TestClient caller = listener();
    String id = video(caller, "A lantern");
    jdbc.sql("update job set deleted_at = now() where id = :id").param("id", id).update();

    transaction.executeWithoutResult(status -> publisher.publishEvent(finished(id)));

    assertThat(steps.count("webhook_event", "true")).isZero();
  }

  @Test
  void whatIsTooLargeLosesItsPromptAndStaysOneEvent() {
    String id = video(listener(), "ü".repeat(15_000));

    transaction.executeWithoutResult(status -> publisher.publishEvent(finished(id)));

    String body =
        steps.text(
            "select convert_from(body, 'UTF8') from webhook_event where job_id = '" + id + "'");
    JsonNode data = JSON.readTree(body).required("data");
    assertThat(data.required("prompt").isNull()).isTrue();
    assertThat(data.required("id").asString()).isEqualTo(id);
    assertThat(steps.count("webhook_event", "octet_length(body) <= 20480")).isEqualTo(1);
  }

  private static JobFinished finished(String id) {
    return new JobFinished(List.of(new JobId(id)));
  }

  private TestClient listener() {
    TestClient caller = gateway.newTenant();
    assertThat(
            caller
                .post(
                    "/v1/webhook_endpoints",
                    "{\"url\":\"https://a.example.org/\",\"event_types\":[\"video.failed\"]}")
                .status())
        .isEqualTo(200);
    return caller;
  }

  private String video(TestClient caller, String prompt) {
    return gateway.accepted(caller, "{\"prompt\":\"%s\",\"seconds\":5}".formatted(prompt));
  }
}
