package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.ConditionalOnSandbox;
import io.reelgate.sandbox.wavespeed.WaveSpeedSubmits.Request;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Tasks on this wire: taken, asked about, listed, deleted.
@RestController
@ConditionalOnSandbox
@Hidden
@RequestMapping("/sandbox/wavespeed/api/v3")
class WaveSpeedTaskController {
  private final WaveSpeedSubmits submits;
  private final WaveSpeedHistory history;
  private final WaveSpeedWebhooks webhooks;

  WaveSpeedTaskController(
      WaveSpeedSubmits submits, WaveSpeedHistory history, WaveSpeedWebhooks webhooks) {
    this.submits = submits;
    this.history = history;
    this.webhooks = webhooks;
  }

  @PostMapping("/{*model}")
  void submit(
      @PathVariable String model,
      @RequestParam(defaultValue = "") String webhook,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    String base = WaveSpeedExchange.base(request);
    String text = WaveSpeedExchange.text(request);
    webhooks.check(webhook);
    submits
        .submit(
            new Request(model.substring(1), text, base, !webhook.isEmpty()),
            task -> webhooks.tell(task, webhook, base))
        .send(request, response);
  }

  @GetMapping({"/predictions/{id}/result", "/predictions/{id}"})
  void poll(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    history.poll(id, WaveSpeedExchange.base(request)).send(request, response);
  }

  @PostMapping("/predictions")
  void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Answer answer =
        history.list(WaveSpeedExchange.object(request), WaveSpeedExchange.base(request));
    answer.send(request, response);
  }

  @PostMapping("/predictions/delete")
  void deleteAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
    history.deleteAll(WaveSpeedExchange.object(request)).send(request, response);
  }

  @DeleteMapping("/predictions/{id}")
  void delete(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    history.delete(id).send(request, response);
  }
}
