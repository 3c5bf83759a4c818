package io.reelgate.chart;

import static io.reelgate.chart.Rendered.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Who reaches whom: callers the API, Prometheus the management port, and the gateway only what it
/// works with.
class ChartNetworkTests {
  private static final Pattern BLOCK = Pattern.compile("\"([0-9a-f.:]+/[0-9]+)\"");
  private static final Path OWN_RULES =
      Path.of("src/main/java/io/reelgate/outbound/PublicAddresses.java");

  static List<String> sets() {
    return Chart.sets();
  }

  /// What the gateway itself refuses to call, the network refuses too.
  @Test
  void theInternetIsWhatTheGatewayTakesForIt() throws IOException {
    Set<String> own = new TreeSet<>();
    BLOCK.matcher(Files.readString(OWN_RULES)).results().forEach(each -> own.add(each.group(1)));
    // forms of IPv4 in IPv6, which no packet has
    own.removeAll(Set.of("::ffff:0:0/96", "64:ff9b::/96", "2000::/3"));

    JsonNode internet = egress(Chart.MINIMAL, 443);
    Set<String> refused = new TreeSet<>();
    internet
        .path("to")
        .forEach(
            peer -> peer.at("/ipBlock/except").forEach(block -> refused.add(block.asString())));

    assertThat(refused).isEqualTo(own).contains("169.254.0.0/16", "168.63.129.16/32");
    assertThat(internet.path("to").valueStream().map(peer -> text(peer, "/ipBlock/cidr")))
        .containsExactly("0.0.0.0/0", "2000::/3");
  }

  /// The addresses where clouds hand out credentials.
  @ParameterizedTest
  @MethodSource("sets")
  void noRuleReachesLinkLocalAddresses(String set) {
    for (JsonNode policy : Chart.render(set).of("NetworkPolicy")) {
      policy
          .at("/spec/egress")
          .valueStream()
          .flatMap(rule -> rule.path("to").valueStream())
          .map(peer -> peer.path("ipBlock"))
          .filter(block -> text(block, "/cidr").endsWith("/0"))
          .forEach(block ->
              assertThat(block.path("except").valueStream().map(JsonNode::asString))
                  .contains("169.254.0.0/16"));
      assertThat(policy.at("/spec/egress").valueStream())
          .allMatch(rule -> !rule.path("to").isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyPodHasExactlyOnePolicyOrNoneAtAll(String set) {
    Rendered rendered = Chart.render(set);
    List<JsonNode> policies = rendered.of("NetworkPolicy");

    assertThat(rendered.pods())
        .allSatisfy(pod ->
            assertThat(policies.stream().filter(each -> selects(each, pod.template())))
                .as(pod.name())
                .hasSize(set.equals("openshift") ? 0 : 1));
  }

  private static boolean selects(JsonNode policy, JsonNode pod) {
    JsonNode labels = pod.at("/metadata/labels");
    JsonNode selector = policy.at("/spec/podSelector");
    return selector
            .path("matchLabels")
            .propertyStream()
            .allMatch(each -> each.getValue().equals(labels.path(each.getKey())))
        && selector
            .path("matchExpressions")
            .valueStream()
            .allMatch(each ->
                each.path("values")
                    .valueStream()
                    .anyMatch(value -> value.equals(labels.path(text(each, "/key")))));
  }

  @Test
  void onlyPrometheusReachesTheManagementPort() {
    JsonNode ingress = policy(Chart.MINIMAL).at("/spec/ingress");
    List<JsonNode> management =
        ingress.valueStream().filter(rule -> rule.toString().contains("\"management\"")).toList();

    assertThat(management).hasSize(1);
    assertThat(
            text(
                management.getFirst(),
                "/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name"))
        .isEqualTo("monitoring");
    assertThat(ingress.valueStream()).allMatch(rule -> rule.path("ports").size() == 1);
  }

  @Test
  void callersAndTheTestReachTheApi() {
    JsonNode rule = policy("everything").at("/spec/ingress/0");

    assertThat(text(rule, "/ports/0/port")).isEqualTo("http");
    assertThat(rule.path("from").valueStream().map(JsonNode::toString))
        .hasSize(2)
        .anyMatch(peer -> peer.contains("\"test\""))
        .anyMatch(peer -> peer.contains("\"ingress\""));
    assertThat(policy(Chart.MINIMAL).at("/spec/ingress/0").has("from")).isFalse();
  }

  @Test
  void theGatewayReachesWhatItWorksWith() {
    assertThat(ports(policy("everything")))
        .containsExactlyInAnyOrder(53, 53, 5432, 4317, 4318, 443, 8443, 8080, 443);
    assertThat(ports(policy(Chart.MINIMAL))).containsExactlyInAnyOrder(53, 53, 5432, 443);
  }

  /// Callers have no business with what only works or migrates.
  @Test
  void onlyTheGatewayAnswersCallers() {
    Rendered rendered = Chart.render("split");

    assertThat(rendered.of("NetworkPolicy"))
        .filteredOn(each -> each.at("/spec/ingress").toString().contains("\"http\""))
        .singleElement()
        .satisfies(each -> {
          assertThat(selects(each, rendered.pod("Deployment", "reelgate").template())).isTrue();
          assertThat(selects(each, rendered.pod("Deployment", "reelgate-worker").template()))
              .isFalse();
          assertThat(selects(each, rendered.pod("Job", "reelgate-migrate").template())).isFalse();
        });
    assertThat(rendered.only("NetworkPolicy", "reelgate-migrate").at("/spec/ingress").isEmpty())
        .isTrue();
  }

  /// The gateway and the worker work with the same, the migration with its database.
  @Test
  void theWorkerReachesWhatTheGatewayDoesAndTheMigrationOnlyTheDatabase() {
    Rendered rendered = Chart.render("everything");

    assertThat(rendered.only("NetworkPolicy", "gateway-worker").at("/spec/egress"))
        .isEqualTo(rendered.only("NetworkPolicy", "gateway").at("/spec/egress"));
    assertThat(ports(rendered.only("NetworkPolicy", "gateway")))
        .containsExactlyInAnyOrder(53, 53, 5432, 4317, 4318, 443, 8443, 8080, 443);
    assertThat(ports(rendered.only("NetworkPolicy", "gateway-migrate")))
        .containsExactlyInAnyOrder(53, 53, 5432, 4317, 4318);
  }

  @Test
  void theSandboxReachesNobodyButTheDatabaseAndAnswersNobodyButTheGateway() {
    JsonNode sandbox = Chart.render("everything").only("NetworkPolicy", "gateway-sandbox");

    assertThat(ports(sandbox)).containsExactlyInAnyOrder(53, 53, 5432, 4317, 4318);
    assertThat(sandbox.at("/spec/ingress/0/from").size()).isEqualTo(1);
    assertThat(
            sandbox.at("/spec/ingress/0/from/0/podSelector/matchExpressions/0/values").toString())
        .isEqualTo("[\"gateway\",\"worker\"]");
  }

  private static JsonNode policy(String set) {
    return Chart.render(set).of("NetworkPolicy").getFirst();
  }

  private static JsonNode egress(String set, int port) {
    return policy(set)
        .at("/spec/egress")
        .valueStream()
        .filter(rule -> rule.at("/ports/0/port").asInt() == port)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Integer> ports(JsonNode policy) {
    return policy
        .at("/spec/egress")
        .valueStream()
        .flatMap(rule -> rule.path("ports").valueStream())
        .map(each -> each.path("port").asInt());
  }
}
