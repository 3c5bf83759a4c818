package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Prometheus and Grafana are given.
class ChartMonitoringTests {
  private final Rendered rendered = Chart.render("everything");

  @Test
  void theMonitorFindsThePortOfEveryPod() {
    JsonNode monitor = rendered.only("ServiceMonitor", "gateway");
    JsonNode service = rendered.only("Service", "gateway-management");

    assertThat(monitor.at("/spec/selector/matchLabels").propertyStream())
        .isNotEmpty()
        .allMatch(
            each -> each.getValue().equals(service.at("/metadata/labels").path(each.getKey())));
    assertThat(text(monitor, "/spec/endpoints/0/port"))
        .isEqualTo(text(service, "/spec/ports/0/name"));
    assertThat(text(service, "/spec/clusterIP")).isEqualTo("None");
    assertThat(text(monitor, "/metadata/labels/release")).isEqualTo("prometheus");
  }

  /// Only one Service is scraped, or every pod would count twice.
  @Test
  void noOtherServiceIsScraped() {
    JsonNode wanted = rendered.only("ServiceMonitor", "gateway").at("/spec/selector/matchLabels");

    assertThat(rendered.of("Service"))
        .filteredOn(service ->
            wanted
                .propertyStream()
                .allMatch(each ->
                    each.getValue().equals(service.at("/metadata/labels").path(each.getKey()))))
        .hasSize(1);
  }

  /// As they stand in the file, the templates of Prometheus in them included.
  @Test
  void alertsAreTheFilesOwn() throws IOException {
    String file = Files.readString(Chart.HOME.resolve("alerts").resolve("reelgate.yml"));

    assertThat(rendered.only("PrometheusRule", "gateway").path("spec")).isEqualTo(Chart.read(file));
    assertThat(Chart.read(file).path("groups").size()).isPositive();
    assertThat(file).contains("{{ $");
  }

  @Test
  void theDashboardIsTheFilesOwnAndIsFoundByItsLabel() throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    String file = Files.readString(Chart.HOME.resolve("dashboards").resolve("reelgate.json"));
    JsonNode dashboard = rendered.only("ConfigMap", "gateway-dashboard");

    assertThat(json.readTree(text(dashboard, "/data/reelgate.json")))
        .isEqualTo(json.readTree(file));
    assertThat(text(dashboard, "/metadata/labels/grafana_dashboard")).isEqualTo("1");
    assertThat(text(dashboard, "/metadata/annotations/grafana_folder")).isEqualTo("Video");
  }
}
