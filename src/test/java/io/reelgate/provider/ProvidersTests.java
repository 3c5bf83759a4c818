package io.reelgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ProviderId;
import io.reelgate.outbound.Origin;
import io.reelgate.outbound.UrlSource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class ProvidersTests {
  private static final ProviderId ACME = new ProviderId("acme");
  private static final ProviderId OTHER = new ProviderId("other");

  private final Providers providers =
      providers(FakeAdapter.of("acme", "a", "b", "c"), FakeAdapter.of("other"));

  /// Both have a sandbox.
  private static Providers providers(ProviderAdapter... adapters) {
    try (var context = new AnnotationConfigApplicationContext()) {
      context
          .getEnvironment()
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "test", Map.of(SandboxAddress.SETTING, "http://sandbox.test/sandbox")));
      context.scan("io.reelgate.role");
      context.register(SandboxAddress.class);
      context.refresh();
      return new Providers(List.of(adapters), context.getBean(SandboxAddress.class));
    }
  }

  @Test
  void ordersAreSpreadEvenlyOverTheAccountsOfAProvider() {
    List<String> names =
        IntStream.range(0, 9)
            .mapToObj(order -> {
              assertThat(providers.inTurn(ACME, false)).hasSize(1);
              assertThat(providers.reachable(true)).containsExactly(ACME);
              return providers.inTurn(ACME, true).getFirst().name();
            })
            .toList();

    assertThat(names).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
  }

  @Test
  void anOrderGoesToAnAccountOfItsKindOrNowhere() {
    assertThat(providers.inTurn(OTHER, true)).isEmpty();
    assertThat(providers.inTurn(OTHER, false))
        .extracting(ProviderAccount::name)
        .containsExactly("sandbox");
    assertThat(providers.inTurn(new ProviderId("nobody"), true)).isEmpty();
  }

  @Test
  void anAccountIsFoundByItsNameOrNotAtAll() {
    assertThat(providers.account(ACME, "b").map(each -> each.key().reveal())).contains("key of b");
    assertThat(providers.account(ACME, "d")).isEmpty();
    assertThat(providers.account(OTHER, "b")).isEmpty();
  }

  @Test
  void onlyAProviderMayPointToTheServersOfAccounts() {
    var origins = new AccountOrigins(providers);
    Origin own = Origin.of(FakeAdapter.URL).orElseThrow();
    Origin sandbox = Origin.of(URI.create("http://sandbox.test/x")).orElseThrow();

    assertThat(origins.contain(own, UrlSource.PROVIDER)).isTrue();
    assertThat(origins.contain(sandbox, UrlSource.PROVIDER)).isTrue();
    assertThat(origins.contain(new Origin("http", "10.0.0.7", 81), UrlSource.PROVIDER)).isFalse();
    assertThat(origins.contain(own, UrlSource.TENANT)).isFalse();
    assertThat(origins.contain(sandbox, UrlSource.TENANT)).isFalse();
  }
}
