package io.reelgate.job;

import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider whose manners a test can change at any time.
final class WaveSpeedStandIn implements AutoCloseable {
  static final FaultScript ACCEPTS = (request, wire) -> task("created").play(request, wire);
  static final FaultScript RUNNING = (request, wire) -> task("processing").play(request, wire);
  static final FaultScript BUSY =
      FaultScript.json(429, "{\"code\":429,\"message\":\"too many requests\"}");
  static final FaultScript BROKEN = FaultScript.json(500, "{\"code\":500,\"message\":\"broken\"}");

  private final FaultServer server = FaultServer.start();
  private final AtomicInteger held = new AtomicInteger();
  private volatile FaultScript orders = ACCEPTS;
  private volatile FaultScript questions = RUNNING;
  private volatile FaultScript money =
      FaultScript.json(200, "{\"code\":200,\"data\":{\"balance\":5}}");

  WaveSpeedStandIn() {
    server.always((request, wire) -> {
      if (request.method().equals("POST")) {
        orders.play(request, wire);
      } else if (request.path().endsWith("/balance")) {
        money.play(request, wire);
      } else {
        questions.play(request, wire);
      }
    });
  }

  private static FaultScript task(String status) {
    String id = UUID.randomUUID().toString().replace("-", "");
    return FaultScript.json(
        200,
        """
        {"code":200,"message":"success","data":{"id":"%s","outputs":[],"status":"%s","error":""}}\
        """
            .formatted(id, status));
  }

  WaveSpeedStandIn answersOrders(FaultScript script) {
    orders = script;
    return this;
  }

  WaveSpeedStandIn answersQuestions(FaultScript script) {
    questions = script;
    return this;
  }

  WaveSpeedStandIn tellsMoney(FaultScript script) {
    money = script;
    return this;
  }

  /// Answers each order, by the script of then, only when the latch is open.
  WaveSpeedStandIn holdsOrders(CountDownLatch latch, FaultScript then) {
    return answersOrders((request, wire) -> {
      held.incrementAndGet();
      try {
        latch.await();
      } finally {
        held.decrementAndGet();
      }
      then.play(request, wire);
    });
  }

  int held() {
    return held.get();
  }

  URI url() {
    return server.url();
  }

  long orders() {
    return server.requests().stream().filter(each -> each.method().equals("POST")).count();
  }

  long ordersWith(String key) {
    return server.requests().stream()
        .filter(each -> each.method().equals("POST"))
        .filter(each -> String.valueOf(each.headers().get("authorization")).endsWith(key))
        .count();
  }

  long questions() {
    return server.requests().stream()
        .filter(each -> each.method().equals("GET") && !each.path().endsWith("/balance"))
        .count();
  }

  @Override
  public void close() {
    server.close();
  }
}
