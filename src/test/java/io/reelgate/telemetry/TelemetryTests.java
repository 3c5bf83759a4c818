package io.reelgate.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a gateway tells those who watch it, and what not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WatchedGateway gateway;

  @BeforeAll
  void live() {
    gateway = WatchedGateway.start();
  }

  @AfterAll
  void close() {
    gateway.close();
  }

  @Test
  void oneTraceTellsTheWholeStoryOfAVideo() {
    Set<String> wanted =
        Set.of("http post /v1/videos", "submit", "poll", "callback", "store", "deliver");
    await().atMost(PATIENCE).until(() -> names().containsAll(wanted));

    List<Span> story = gateway.collector.trace(WatchedGateway.TRACE);
    Span request = named(story, "http post /v1/videos");
    assertThat(Collector.hex(request.getParentSpanId())).isEqualTo(WatchedGateway.CALLER);
    assertThat(names()).isEqualTo(wanted);
    assertThat(story)
        .filteredOn(span -> !span.equals(request))
        .allMatch(span -> span.getParentSpanId().equals(request.getSpanId()));
    assertThat(story)
        .allMatch(span -> Collector.attribute(span, "reelgate.job").equals(gateway.video));
    Span submit = named(story, "submit");
    assertThat(Collector.attribute(submit, "reelgate.provider")).isEqualTo("wavespeed");
    assertThat(Collector.attribute(submit, "reelgate.offer"))
        .isEqualTo("wavespeed/seedance-2.0-mini");
    assertThat(Collector.attribute(submit, "reelgate.number")).isEqualTo("1");
    assertThat(Collector.attribute(submit, "reelgate.attempt")).isNotEmpty();
    assertThat(Collector.attribute(submit, "reelgate.outcome")).isEqualTo("accepted");
    assertThat(Collector.attribute(named(story, "deliver"), "reelgate.outcome"))
        .isEqualTo("delivered");
    assertThat(submit.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
  }

  private Set<String> names() {
    return gateway.collector.trace(WatchedGateway.TRACE).stream()
        .map(Span::getName)
        .collect(Collectors.toSet());
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void nothingOfATraceIsToldToOthers() {
    assertThat(gateway.receiver.requests()).isNotEmpty();
    assertThat(gateway.provider.requests()).isNotEmpty();
    assertThat(gateway.receiver.requests())
        .allSatisfy(each ->
            assertThat(each.headers()).doesNotContainKeys("traceparent", "tracestate", "baggage"));
    assertThat(gateway.provider.requests())
        .allSatisfy(each ->
            assertThat(each.headers()).doesNotContainKeys("traceparent", "tracestate", "baggage"));
  }

  @Test
  void spansSayOnlyWhatIsKnownToBeHarmless() {
    Set<String> keys =
        gateway.collector.spans().stream()
            .flatMap(span -> span.getAttributesList().stream())
            .map(each -> each.getKey())
            .collect(Collectors.toSet());

    assertThat(keys)
        .contains("uri", "status", "reelgate.job")
        .allMatch(key ->
            key.startsWith("reelgate.")
                || Set.of("method", "uri", "status", "outcome", "exception").contains(key));
    assertThat(gateway.collector.spans()).allMatch(span -> span.getEventsCount() == 0);
    assertThat(gateway.collector.spans()).noneMatch(span -> span.getName().contains("actuator"));
  }

  @Test
  void everyDecisionAboutAVideoIsOneLineWithItsFields() {
    List<JsonNode> lines = lines(gateway.video);

    assertThat(lines)
        .extracting(line -> line.required("message").asString())
        .anyMatch(line -> line.contains("accepted, text_to_video"))
        .anyMatch(line -> line.contains("accepted by wavespeed/sandbox"))
        .anyMatch(line -> line.contains("completed by wavespeed/sandbox"))
        .anyMatch(line -> line.startsWith("delivery dlv_"));
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.path("traceId").asString("")).isEqualTo(WatchedGateway.TRACE));
    JsonNode sent = line(lines, "accepted by wavespeed/sandbox");
    assertThat(sent.required("tenant").asString()).startsWith("ten");
    assertThat(sent.required("provider").asString()).isEqualTo("wavespeed");
    assertThat(sent.required("attempt").asString()).isNotEmpty();
    JsonNode refused = line(lines(gateway.failed), "the job ends");
    assertThat(refused.required("provider").asString()).isEqualTo("wavespeed");
    assertThat(refused.required("attempt").asString()).isNotEmpty();
  }

  /// A field that is left behind would tell lies about what the thread does next.
  @Test
  void noLineHasFieldsOfAnotherJob() {
    for (JsonNode line : lines()) {
      String message = line.required("message").asString();
      String job = line.path("job").asString("");
      if (message.startsWith("job video_") && !job.isEmpty()) {
        assertThat(message).startsWith("job " + job);
      }
    }
  }

  private static JsonNode line(List<JsonNode> lines, String part) {
    return lines.stream()
        .filter(line -> line.required("message").asString().contains(part))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> lines(String job) {
    return lines().stream().filter(line -> line.path("job").asString("").equals(job)).toList();
  }

  private List<JsonNode> lines() {
    return gateway.process.output().stream()
        .filter(line -> line.startsWith("{"))
        .map(JSON::readTree)
        .toList();
  }

  /// A query about something that does not exist is an empty panel and an alert that never comes.
  @Test
  void everyQueryIsAboutSomethingThatExists() {
    Scrape scrape = Scrape.of(gateway.scrape());

    assertThat(ChartFiles.queries()).hasSizeGreaterThan(40);
    assertThat(ChartFiles.queries())
        .allSatisfy(
            query -> assertThat(scrape.missing(query.expression())).as(query.panel()).isEmpty());
    assertThat(ChartFiles.alerts())
        .allSatisfy(
            alert -> assertThat(scrape.missing(alert.expression())).as(alert.name()).isEmpty());
  }

  /// Ids, tenants and URLs would make a series for each.
  @Test
  void labelsHaveFewValues() {
    Scrape scrape = Scrape.of(gateway.scrape());
    List<String> own = scrape.names().stream().filter(name -> name.startsWith("reelgate")).toList();
    Set<String> labels =
        own.stream()
            .flatMap(name -> scrape.labels(name).keySet().stream())
            .collect(Collectors.toSet());

    assertThat(labels)
        .containsExactlyInAnyOrder(
            "provider",
            "account",
            "model",
            "outcome",
            "code",
            "try",
            "mode",
            "state",
            "reason",
            "work",
            "kind",
            "table",
            "role",
            "le");
    assertThat(gateway.scrape()).doesNotContain("video_", "tenant_", "whe_", "127.0.0.1");
  }

  @Test
  void everyMeterSaysWhatItMeasures() {
    assertThat(gateway.scrape().lines().filter(line -> line.startsWith("# HELP reelgate_")))
        .hasSizeGreaterThan(30)
        .allMatch(line -> line.matches("# HELP \\S+ \\S.+"));
  }

  @Test
  void noSecretIsToldToAnybodyWhoWatches() {
    await().atMost(PATIENCE).until(() -> names().contains("deliver"));
    String logs = String.join("\n", gateway.process.output());
    String metrics = gateway.scrape();
    String spans = gateway.collector.text();

    assertThat(gateway.secrets).hasSizeGreaterThan(12).doesNotContain("");
    assertThat(logs).contains("\"DEBUG\"");
    assertThat(gateway.provider.requests().getFirst().header("authorization")).contains("canary");
    for (String told : List.of(logs, metrics, spans)) {
      assertThat(gateway.secrets).noneMatch(told::contains);
      assertThat(told).doesNotContainPattern("/callbacks/[a-z]+/[0-9a-f]").doesNotContain("sig=");
    }
  }
}
