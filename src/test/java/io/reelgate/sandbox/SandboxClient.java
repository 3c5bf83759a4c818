package io.reelgate.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Talks to a sandbox over real HTTP, with a good key.
public final class SandboxClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String origin;

  public SandboxClient(int port) {
    origin = "http://localhost:" + port;
  }

  /// An answer.
  public record Reply(int status, HttpHeaders headers, String text) {
    public JsonNode json() {
      return JSON.readTree(text);
    }

    public JsonNode data() {
      if (status != 200) {
        throw new AssertionError(status + " " + text);
      }
      return Objects.requireNonNull(json().get("data"), text);
    }

    public String field(String name) {
      return data().get(name).asString();
    }
  }

  public String origin() {
    return origin;
  }

  public HttpRequest.Builder request(String path) {
    String address = path.startsWith("http") ? path : origin + path;
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer good-key");
  }

  public Reply get(String path) throws IOException {
    return send(request(path).GET());
  }

  public Reply delete(String path) throws IOException {
    return send(request(path).DELETE());
  }

  public Reply post(String path, String body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  public Reply send(HttpRequest.Builder request) throws IOException {
    HttpResponse<byte[]> response = bytes(request);
    return new Reply(
        response.statusCode(),
        response.headers(),
        new String(response.body(), StandardCharsets.UTF_8));
  }

  public HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IOException(stopping);
    }
  }

  public void reset() throws IOException {
    if (post("/sandbox/admin/reset", "").status() != 204) {
      throw new AssertionError("not reset");
    }
  }

  /// Counts of one provider.
  public JsonNode counts(String provider) throws IOException {
    for (JsonNode counts : get("/sandbox/admin/counts").json().get("providers")) {
      if (counts.get("provider").asString().equals(provider)) {
        return counts;
      }
    }
    throw new AssertionError("not simulated: " + provider);
  }
}
