package io.reelgate.browser;

import static org.awaitility.Awaitility.await;

import io.reelgate.testing.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A headless Chromium without a profile, led by its driver in the words of WebDriver: it clicks
/// and types where a person would, and refuses what a person could not reach. {@code CHROMIUM} and
/// {@code CHROMEDRIVER} name them where they are not on the path.
final class Browser implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private final Process driver;
  private final String session;

  private Browser(Process driver, String session) {
    this.driver = driver;
    this.session = session;
  }

  static Browser start() {
    int port = FreePort.find();
    File log = new File("target/chromedriver.log");
    try {
      Process driver =
          new ProcessBuilder(program("CHROMEDRIVER", "chromedriver"), "--port=" + port)
              .redirectErrorStream(true)
              .redirectOutput(log)
              .start();
      return started(driver, "http://127.0.0.1:" + port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Browser started(Process driver, String address) {
    try {
      return new Browser(driver, open(address));
    } catch (RuntimeException e) {
      driver.destroy();
      throw e;
    }
  }

  private static String open(String address) {
    await()
        .atMost(PATIENCE)
        .ignoreException(ConnectException.class)
        .until(() -> send("GET", address + "/status", null).required("ready").asBoolean());
    return address
        + "/session/"
        + send("POST", address + "/session", capabilities()).required("sessionId").asString();
  }

  private static String capabilities() {
    return """
    {"capabilities": {"alwaysMatch": {
      "browserName": "chrome",
      "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
      "goog:chromeOptions": {
        "binary": "%s",
        "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
          "--disable-background-networking", "--disable-component-update", "--disable-sync",
          "--no-first-run", "--no-proxy-server", "--window-size=1400,1800"]}}}}
    """
        .formatted(program("CHROMIUM", "chromium", "google-chrome"));
  }

  private static String program(String variable, String... names) {
    return Stream.concat(
            Stream.ofNullable(System.getenv(variable)),
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> directory + "/" + name)))
        .filter(path -> Files.isExecutable(Path.of(path)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + names[0] + " on the path"));
  }

  void visit(String url) {
    post("/url", JSON.createObjectNode().put("url", url));
  }

  /// Waits until it is there and can be clicked.
  void click(String xpath) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> post("/element/" + element(xpath) + "/click", JSON.createObjectNode()) != null);
  }

  /// Replaces what stands in a field.
  void type(String xpath, String text) {
    click(xpath);
    String selectAll = "\uE009a\uE000";
    post(
        "/element/" + element(xpath) + "/value",
        JSON.createObjectNode().put("text", selectAll + text));
  }

  boolean shows(String xpath) {
    return !elements(xpath).isEmpty();
  }

  /// What can be read there, once something can.
  String text(String xpath) {
    return await().atMost(PATIENCE).ignoreExceptions().until(() -> read(xpath), t -> !t.isEmpty());
  }

  private String read(String xpath) {
    return get("/element/" + element(xpath) + "/text").asString();
  }

  /// The present text of a field.
  String value(String xpath) {
    return get("/element/" + element(xpath) + "/property/value").asString();
  }

  List<String> texts(String xpath) {
    return elements(xpath).stream()
        .map(each -> get("/element/" + each + "/text").asString())
        .toList();
  }

  /// For people who want to look.
  ///
  /// @param xpath what is to be seen
  void photograph(String xpath, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String picture = get("/element/" + element(xpath) + "/screenshot").asString();
      Files.write(file, Base64.getDecoder().decode(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the page has complained of since the last look.
  List<String> complaints() {
    return log("browser")
        .filter(entry -> entry.required("level").asString().equals("SEVERE"))
        .map(entry -> entry.required("message").asString())
        .toList();
  }

  /// What the pages have asked the network for since the last look.
  List<URI> requests() {
    return log("performance")
        .map(entry -> JSON.readTree(entry.required("message").asString()).required("message"))
        .filter(event -> event.required("method").asString().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").asString())
        .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
        .map(URI::create)
        .toList();
  }

  private Stream<JsonNode> log(String type) {
    return post("/se/log", JSON.createObjectNode().put("type", type)).valueStream();
  }

  private String element(String xpath) {
    return elements(xpath).getFirst();
  }

  private List<String> elements(String xpath) {
    return post("/elements", JSON.createObjectNode().put("using", "xpath").put("value", xpath))
        .valueStream()
        .map(each -> each.required(ELEMENT).asString())
        .toList();
  }

  private JsonNode get(String command) {
    return send("GET", session + command, null);
  }

  private JsonNode post(String command, ObjectNode body) {
    return send("POST", session + command, body.toString());
  }

  private static JsonNode send(String method, String url, @Nullable String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE.multipliedBy(2))
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).required("value");
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            method + " " + url + ": " + value.path("message").asString());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      send("DELETE", session, null);
    } finally {
      driver.destroy();
    }
  }
}
