package io.reelgate.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what a simulated provider tells the outside: webhooks and finished files.
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final HttpClient client;

  /// @param connectWithin the longest wait for a connection
  public Courier(Duration connectWithin) {
    this.client =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(connectWithin)
            .build();
  }

  /// Whether the receiver answered with a success.
  public boolean delivered(HttpRequest request) throws InterruptedException {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status / 100 == 2;
    } catch (IOException unreachable) {
      LOG.debug("not delivered by the sandbox", unreachable);
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
