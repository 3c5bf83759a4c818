package io.reelgate.video.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads server-sent events as any client of the format would.
final class EventReader implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  final List<Event> events = new CopyOnWriteArrayList<>();
  final List<String> comments = new CopyOnWriteArrayList<>();
  final HttpResponse<Stream<String>> response;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  record Event(String id, String type, JsonNode video) {
    String videoId() {
      return video.required("id").asString();
    }

    String status() {
      return video.required("status").asString();
    }
  }

  private EventReader(HttpResponse<Stream<String>> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  static EventReader open(int port, String key, String path, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new EventReader(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
  }

  private void read() {
    String[] fields = {"", "", ""};
    try (Stream<String> lines = response.body()) {
      lines.forEach(line -> take(line, fields));
    } catch (RuntimeException cut) {
      // the end all the same
    }
    end.complete(null);
  }

  private void take(String line, String[] fields) {
    if (line.startsWith(":")) {
      comments.add(line);
    } else if (line.isEmpty() && !fields[2].isEmpty()) {
      events.add(new Event(fields[0], fields[1], JSON.readTree(fields[2])));
      fields[2] = "";
    } else if (line.startsWith("id:")) {
      fields[0] = line.substring(3).strip();
    } else if (line.startsWith("event:")) {
      fields[1] = line.substring(6).strip();
    } else if (line.startsWith("data:")) {
      fields[2] += line.substring(5);
    }
  }

  boolean over() {
    return end.isDone();
  }

  List<String> types() {
    return events.stream().map(Event::type).toList();
  }

  @Override
  public void close() {
    response.body().close();
  }
}
