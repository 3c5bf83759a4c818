package io.reelgate.sandbox.runware;

import io.reelgate.sandbox.Courier;
import io.reelgate.sandbox.LenientJson;
import io.reelgate.sandbox.SimulatedProvider;
import io.reelgate.sandbox.Task;
import io.reelgate.sandbox.Task.Phase;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;

/// Tells a caller's address of each finished result, unsigned, and puts the file to another one, if
/// the order names them. Only hosts of the settings' list are called.
final class RunwareWebhooks implements DisposableBean {
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final SimulatedProvider provider;
  private final RunwareProperties properties;
  private final Courier courier = new Courier(ANSWER_WITHIN);

  RunwareWebhooks(SimulatedProvider provider, RunwareProperties properties) {
    this.provider = provider;
    this.properties = properties;
  }

  /// @throws RunwareRefusal when nothing may be sent to an address of the order
  void check(RunwareOrder order) {
    check("webhookURL", order.webhook());
    check("uploadEndpoint", order.upload());
  }

  private void check(String name, String address) {
    if (!address.isEmpty() && !properties.webhookHosts().contains(URI.create(address).getHost())) {
      throw RunwareRefusal.badRequest(
          RunwareError.about(
              name,
              "string",
              name.equals("webhookURL") ? "invalidWebhookURL" : "invalidUploadEndpoint",
              "The sandbox may not call this host."));
    }
  }

  /// Arranges for the order's addresses to hear of the task's end.
  void tell(Task task, RunwareOrder order, String base) {
    boolean heard = !order.webhook().isEmpty() || !order.upload().isEmpty();
    if (heard && !task.script().stuck()) {
      Thread.ofVirtual().name("sandbox-webhook").start(() -> deliver(task, order, base));
    }
  }

  private void deliver(Task task, RunwareOrder order, String base) {
    try {
      Thread.sleep(task.remaining(provider.now()));
      if (provider.find(task.id()).isEmpty()) {
        return;
      }
      RunwareResults words = new RunwareResults(base, provider.now(), false);
      if (task.phase(words.nanos()) == Phase.FAILED) {
        post(
            order,
            Map.of("errors", List.of(RunwareResults.error(task, properties.hidesModeration()))));
        return;
      }
      for (int number = 0; number < order.results(); number++) {
        upload(task, order, number);
        Object result = words.finished(task, order, number);
        post(order, properties.wrappedWebhook() ? Map.of("data", List.of(result)) : result);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void post(RunwareOrder order, Object body) throws InterruptedException {
    if (order.webhook().isEmpty()) {
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(order.webhook()))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(LenientJson.bytes(body)))
            .build();
    Duration pause = properties.webhookBackoff();
    for (int attempt = 1; attempt <= properties.webhookTries(); attempt++) {
      if (courier.delivered(request)) {
        if (properties.webhookTwice()) {
          courier.delivered(request);
        }
        return;
      }
      Thread.sleep(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private void upload(Task task, RunwareOrder order, int number) throws InterruptedException {
    if (!order.upload().isEmpty()) {
      courier.delivered(
          HttpRequest.newBuilder(URI.create(order.upload()))
              .timeout(ANSWER_WITHIN)
              .header("Content-Type", "video/mp4")
              .PUT(BodyPublishers.ofByteArray(order.clip(task.id(), number).toMp4()))
              .build());
    }
  }

  @Override
  public void destroy() {
    courier.close();
  }
}
