package io.reelgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.testing.FreshDatabase;
import io.reelgate.testing.TestClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0"})
@ActiveProfiles("local")
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(LocalTenantTests.Eager.class)
class LocalTenantTests {
  @Autowired private Eager eager;

  /// Calls the moment the port is open, before anything else is ready.
  @TestConfiguration(proxyBeanMethods = false)
  static class Eager {
    private final List<Integer> answers = new CopyOnWriteArrayList<>();

    @EventListener
    void opened(WebServerInitializedEvent event) {
      if (event.getApplicationContext().getServerNamespace() == null) {
        var caller = new TestClient(event.getWebServer().getPort(), "local");
        answers.add(caller.get("/v1/videos").status());
      }
    }
  }

  @Test
  void theKeyLocalWorksFromTheFirstRequestOn() {
    assertThat(eager.answers).containsExactly(200);
  }
}
