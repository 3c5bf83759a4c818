package io.reelgate.sandbox.wavespeed;

import io.reelgate.sandbox.Answer;
import io.reelgate.sandbox.ConditionalOnSandbox;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The account's side of this wire: money, prices, the catalogue, the webhook secret. An address
/// that the provider does not have is answered here too, in the provider's own shape.
@RestController
@ConditionalOnSandbox
@Hidden
@RequestMapping("/sandbox/wavespeed")
class WaveSpeedAccountController {
  private final WaveSpeedBilling billing;
  private final WaveSpeedWebhooks webhooks;

  WaveSpeedAccountController(WaveSpeedBilling billing, WaveSpeedWebhooks webhooks) {
    this.billing = billing;
    this.webhooks = webhooks;
  }

  @GetMapping("/api/v3/balance")
  void balance(HttpServletRequest request, HttpServletResponse response) throws IOException {
    billing.balance().send(request, response);
  }

  @PostMapping("/api/v3/model/price")
  void price(HttpServletRequest request, HttpServletResponse response) throws IOException {
    billing.price(WaveSpeedExchange.object(request)).send(request, response);
  }

  @PostMapping("/api/v3/model/pricing")
  void pricing(HttpServletRequest request, HttpServletResponse response) throws IOException {
    billing.legacyPrice(WaveSpeedExchange.object(request)).send(request, response);
  }

  @PostMapping("/api/v3/billings/search")
  void bills(HttpServletRequest request, HttpServletResponse response) throws IOException {
    billing.search(WaveSpeedExchange.object(request)).send(request, response);
  }

  @PostMapping("/api/v3/user/usage_stats")
  void usage(HttpServletRequest request, HttpServletResponse response) throws IOException {
    billing.usage(WaveSpeedExchange.object(request)).send(request, response);
  }

  @GetMapping("/api/v3/models")
  void models(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Answer answer =
        WaveSpeedAnswers.success(WaveSpeedCatalogue.models(WaveSpeedExchange.base(request)));
    answer.send(request, response);
  }

  @GetMapping("/api/v3/webhook/secret")
  void secret(HttpServletRequest request, HttpServletResponse response) throws IOException {
    WaveSpeedAnswers.success(Map.of("secret", webhooks.secret())).send(request, response);
  }

  @RequestMapping("/**")
  void anythingElse() {
    throw new WaveSpeedRefusal(404, "page not found");
  }
}
