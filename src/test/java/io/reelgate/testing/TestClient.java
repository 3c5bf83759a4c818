package io.reelgate.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Calls the started application over real HTTP, as one caller.
///
/// @param key the bearer key, or null for nobody
public record TestClient(int port, @Nullable String key) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public TestClient as(@Nullable String otherKey) {
    return new TestClient(port, otherKey);
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /// @param json the body, or null for none
  public Answer post(String path, @Nullable String json) {
    return json == null
        ? send("POST", path, null)
        : send("POST", path, json, "Content-Type", "application/json");
  }

  public Answer put(String path, String json) {
    return send("PUT", path, json, "Content-Type", "application/json");
  }

  /// A JSON body with headers of its own.
  public Answer post(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return send("POST", path, json, all.toArray(String[]::new));
  }

  /// What cannot be looked at as text.
  public HttpResponse<byte[]> bytes(String method, String path, String... headers) {
    return exchange(method, path, null, BodyHandlers.ofByteArray(), headers);
  }

  public Answer send(String method, String path, @Nullable String body, String... headers) {
    return new Answer(exchange(method, path, body, BodyHandlers.ofString(), headers));
  }

  private <T> HttpResponse<T> exchange(
      String method,
      String path,
      @Nullable String body,
      HttpResponse.BodyHandler<T> as,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return HTTP.send(request.build(), as);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What came back.
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    public List<String> headers(String name) {
      return response.headers().allValues(name);
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /// A text member of the body.
    public String text(String member) {
      return json().required(member).asString();
    }

    /// The field that an error envelope names; null when it names none.
    public @Nullable String param() {
      return json().required("error").required("param").asString(null);
    }

    /// The code word of an error envelope.
    public String code() {
      return json().required("error").required("code").asString();
    }
  }
}
