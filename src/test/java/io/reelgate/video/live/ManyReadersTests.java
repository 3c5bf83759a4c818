package io.reelgate.video.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestGateway;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/// Two thousand readers of one replica.
@GatewayTest
@TestPropertySource(properties = "reelgate.live.most-per-tenant=3000")
class ManyReadersTests {
  private static final int READERS = 2_000;
  private static final int AT_ONCE = 50;

  @Autowired private TestGateway gateway;
  @Autowired private LiveStreams streams;
  @Autowired private JdbcClient jdbc;

  @Test
  void costNoThreadEachAndNoQueryEach() throws Exception {
    String key = gateway.newKey("test");
    TestClient caller = new TestClient(gateway.port(), key);
    String id =
        gateway.accepted(
            caller,
            "{\"prompt\":\"A lantern [sandbox: delay=60s]\",\"provider\":{\"only\":[\"wavespeed\"]}}");
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    try (Crowd crowd = new Crowd()) {
      for (int open = 0; open < READERS; open += AT_ONCE) {
        crowd.join(AT_ONCE, gateway.port(), "/v1/videos/" + id + "/events", key);
        int now = open + AT_ONCE;
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofSeconds(30))
            .until(() -> streams.size() == now);
      }
      assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threads).isLessThan(100);

      long before = commits();
      await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(10)).until(() -> true);
      assertThat(commits() - before).as("statements of all of them").isLessThan(READERS / 2);

      await().atMost(Duration.ofSeconds(90)).until(() -> crowd.completed.get() == READERS);
    }
  }

  private long commits() {
    return jdbc.sql("select xact_commit from pg_stat_database where datname = current_database()")
        .query(Long.class)
        .single();
  }

  /// All of them on one thread.
  private static final class Crowd implements AutoCloseable {
    private static final String LAST = "event:video.completed";

    private final AtomicInteger completed = new AtomicInteger();
    private final Selector selector = Selector.open();
    private volatile boolean open = true;

    Crowd() throws IOException {
      Thread.ofPlatform().daemon().start(this::read);
    }

    void join(int readers, int port, String path, String key) throws IOException {
      byte[] request =
          "GET %s HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(path, key)
              .getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < readers; i++) {
        SocketChannel channel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 8 * 1024);
        channel.write(ByteBuffer.wrap(request));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, "");
      }
      selector.wakeup();
    }

    private void read() {
      ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
      try {
        while (open) {
          selector.select(200);
          for (SelectionKey ready : selector.selectedKeys()) {
            take(ready, buffer);
          }
          selector.selectedKeys().clear();
        }
      } catch (IOException | ClosedSelectorException gone) {
        open = false;
      }
    }

    private void take(SelectionKey ready, ByteBuffer buffer) throws IOException {
      buffer.clear();
      int bytes = ((SocketChannel) ready.channel()).read(buffer);
      if (bytes < 0) {
        ready.channel().close();
        return;
      }
      String text = ready.attachment() + StandardCharsets.UTF_8.decode(buffer.flip()).toString();
      if (text.contains(LAST)) {
        completed.incrementAndGet();
        ready.channel().close();
      } else {
        ready.attach(text.substring(Math.max(0, text.length() - LAST.length())));
      }
    }

    @Override
    public void close() throws IOException {
      open = false;
      for (SelectionKey each : selector.keys()) {
        each.channel().close();
      }
      selector.close();
    }
  }
}
