package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.chart.Rendered.Pod;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// How callers come in, how many answer them, and what may be taken away.
class ChartServiceTests {
  static List<String> sets() {
    return Chart.sets();
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyServiceFindsThePodsItIsFor(String set) {
    Rendered rendered = Chart.render(set);
    for (JsonNode service : rendered.of("Service")) {
      List<Pod> found =
          rendered.pods().stream()
              .filter(pod -> selects(service.at("/spec/selector"), pod))
              .toList();
      String port = text(service, "/spec/ports/0/targetPort");

      assertThat(found)
          .isNotEmpty()
          .allSatisfy(pod ->
              assertThat(
                      pod.container("reelgate")
                          .path("ports")
                          .valueStream()
                          .map(each -> text(each, "/name")))
                  .contains(port));
      if (text(service, "/metadata/name").endsWith("-management")) {
        assertThat(found).hasSize(rendered.of("Deployment").size());
      } else {
        assertThat(found).hasSize(1);
        assertThat(port).isEqualTo("http");
      }
    }
  }

  private static boolean selects(JsonNode selector, Pod pod) {
    JsonNode labels = pod.template().at("/metadata/labels");
    return selector
        .propertyStream()
        .allMatch(each -> each.getValue().equals(labels.path(each.getKey())));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyDeploymentSelectsItsOwnPodsAndNoOthers(String set) {
    Rendered rendered = Chart.render(set);
    for (JsonNode deployment : rendered.of("Deployment")) {
      assertThat(
              rendered.pods().stream()
                  .filter(pod -> selects(deployment.at("/spec/selector/matchLabels"), pod)))
          .extracting(Pod::owner)
          .containsExactly(deployment);
    }
  }

  /// Its port is in no Service that a route could name, and no path leads there.
  @ParameterizedTest
  @MethodSource("sets")
  void noRouteLeadsToTheManagementPort(String set) {
    Rendered rendered = Chart.render(set);
    for (JsonNode ingress : rendered.of("Ingress")) {
      assertThat(ingress.findValues("service"))
          .isNotEmpty()
          .allMatch(each ->
              text(each, "/name").equals(gateway(rendered))
                  && text(each, "/port/name").equals("http"));
    }
    for (JsonNode route : rendered.of("HTTPRoute")) {
      JsonNode only = rendered.only("Service", gateway(rendered)).at("/spec/ports");
      assertThat(only.size()).isEqualTo(1);
      assertThat(route.at("/spec/rules/0/backendRefs").valueStream())
          .isNotEmpty()
          .allMatch(each ->
              text(each, "/name").equals(gateway(rendered))
                  && each.path("port").asInt() == only.at("/0/port").asInt());
    }
  }

  private static String gateway(Rendered rendered) {
    return text(rendered.of("Deployment").getFirst(), "/metadata/name");
  }

  @Test
  void routesAreForTheHostOfThePublicAddress() {
    assertThat(text(Chart.render("split").only("Ingress", "reelgate"), "/spec/rules/0/host"))
        .isEqualTo("videos.example.com");
    assertThat(text(Chart.render("openshift").only("HTTPRoute", "reelgate"), "/spec/hostnames/0"))
        .isEqualTo("videos.apps.example.com");
    assertThat(
            text(
                Chart.render(
                        Chart.MINIMAL,
                        "{publicBaseUrl: 'https://a.example.com:8443/b', ingress: {enabled: true}}")
                    .only("Ingress", "reelgate"),
                "/spec/rules/0/host"))
        .isEqualTo("a.example.com");
  }

  @Test
  void nothingIsRoutedUntilItIsAskedFor() {
    Rendered rendered = Chart.render(Chart.MINIMAL);

    assertThat(rendered.of("Ingress")).isEmpty();
    assertThat(rendered.of("HTTPRoute")).isEmpty();
    assertThat(rendered.of("HorizontalPodAutoscaler")).isEmpty();
    assertThat(rendered.of("ServiceMonitor")).isEmpty();
    assertThat(rendered.of("PrometheusRule")).isEmpty();
    assertThat(text(rendered.only("Service", "reelgate"), "/spec/type")).isEqualTo("ClusterIP");
  }

  @Test
  void aScaledDeploymentLeavesItsReplicasToTheScaler() {
    Rendered split = Chart.render("split");

    for (JsonNode scaler : split.of("HorizontalPodAutoscaler")) {
      String name = text(scaler, "/spec/scaleTargetRef/name");
      assertThat(split.only("Deployment", name).at("/spec").has("replicas")).isFalse();
    }
    assertThat(metrics(split, "reelgate")).containsExactly("ContainerResource");
    assertThat(metrics(split, "reelgate-worker")).containsExactly("External");
    assertThat(
            Chart.render(Chart.MINIMAL).only("Deployment", "reelgate").at("/spec/replicas").asInt())
        .isEqualTo(2);
  }

  private static Stream<String> metrics(Rendered rendered, String scaler) {
    return rendered
        .only("HorizontalPodAutoscaler", scaler)
        .at("/spec/metrics")
        .valueStream()
        .map(each -> text(each, "/type"));
  }

  /// Scaled by the CPU of a container that exists.
  @Test
  void theScalerMeasuresTheContainer() {
    Rendered split = Chart.render("split");

    assertThat(
            split
                .pod("Deployment", "reelgate")
                .container(
                    text(
                        split.only("HorizontalPodAutoscaler", "reelgate"),
                        "/spec/metrics/0/containerResource/container"))
                .has("resources"))
        .isTrue();
  }

  @Test
  void oneReplicaAtATimeMayBeTakenAwayAndTheyAreSpread() {
    Rendered split = Chart.render("split");

    assertThat(split.of("PodDisruptionBudget")).hasSize(2);
    for (String name : List.of("reelgate", "reelgate-worker")) {
      Pod pod = split.pod("Deployment", name);
      JsonNode budget = split.only("PodDisruptionBudget", name);
      assertThat(selects(budget.at("/spec/selector/matchLabels"), pod)).isTrue();
      assertThat(budget.at("/spec/maxUnavailable").asInt()).isEqualTo(1);
      assertThat(pod.spec().path("topologySpreadConstraints").valueStream())
          .hasSize(2)
          .allMatch(each -> selects(each.at("/labelSelector/matchLabels"), pod));
    }
  }
}
