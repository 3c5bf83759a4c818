package io.reelgate.webhook.delivery;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/// A schedule of seconds instead of hours, and no endpoint that is closed for failing.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@TestPropertySource(
    properties = {
      "reelgate.webhooks.schedule=400ms,800ms,1200ms",
      "reelgate.webhooks.shortest-wait=300ms",
      "reelgate.webhooks.longest-wait=5s",
      "reelgate.webhooks.breaker-after=1000",
      "reelgate.webhooks.lease=12s",
      "reelgate.webhooks.sweep=200ms",
      "reelgate.targets.answer-timeout=4s",
      "reelgate.targets.total-timeout=5s"
    })
@interface QuickDeliveries {}
