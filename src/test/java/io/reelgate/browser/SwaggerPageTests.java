package io.reelgate.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reelgate.testing.FreshDatabase;
import io.reelgate.testing.TestGateway;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API's page of the local run, from the first look to a finished video.
@Tag("browser")
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "reelgate.sandbox.duration=1s..2s"})
@ActiveProfiles("local")
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(TestGateway.class)
class SwaggerPageTests {
  private static final String KEY = "(//div[contains(@class, 'auth-container')])[1]";
  private static final Path PICTURES = Path.of("target", "browser");

  @Autowired private TestGateway gateway;
  private final Browser browser = Browser.start();

  @BeforeEach
  void visit() {
    browser.visit("http://localhost:" + gateway.port() + "/swagger-ui.html");
    browser.text("//h1[contains(@class, 'title')]");
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void groupsComeInTheOrderOfTheirUseAndNobodyElseIsAsked() {
    browser.text("//h3[contains(@class, 'opblock-tag')]/a");

    assertThat(browser.texts("//h3[contains(@class, 'opblock-tag')]/a"))
        .startsWith("videos", "models", "webhooks", "events", "usage", "admin", "sandbox");
    assertThat(browser.text(operation("createVideo"))).contains("POST", "/v1/videos");
    assertThat(
            browser.texts("//a[contains(@class, 'version')] | //pre[contains(@class, 'version')]"))
        .anyMatch(version -> version.contains("3.1"));
    assertThat(browser.texts("//div[@class='webhooks']//*[@data-path]"))
        .contains("video.completed", "endpoint.disabled");
    browser.photograph("//body", PICTURES.resolve("page.png"));
    assertQuiet();
  }

  @Test
  void aVideoIsSentFromThePageAndFollowedToItsEnd() {
    enterKey("local");

    browser.click(operation("createVideo") + "//button[contains(@class, 'summary-control')]");
    assertThat(browser.value(operation("createVideo") + "//textarea")).contains("paper lantern");
    browser.click(execute("createVideo"));
    JsonNode made = answer("createVideo");
    assertThat(status("createVideo")).isEqualTo("200");
    String id = made.required("id").asString();
    assertThat(id).startsWith("video_");
    browser.photograph(live("createVideo"), PICTURES.resolve("created.png"));

    browser.click(operation("retrieveVideo") + "//button[contains(@class, 'summary-control')]");
    browser.type(operation("retrieveVideo") + "//tr[@data-param-name='id']//input", id);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          browser.click(execute("retrieveVideo"));
          return answer("retrieveVideo").path("status").asString("").equals("completed");
        });
    JsonNode video = answer("retrieveVideo");
    browser.photograph(live("retrieveVideo"), PICTURES.resolve("completed.png"));
    assertThat(video.required("id").asString()).isEqualTo(id);
    assertThat(video.required("prompt").asString()).contains("paper lantern");
    assertThat(video.required("outputs")).hasSize(1);
    assertQuiet();
  }

  @Test
  void withoutAKeyThePageShowsTheErrorAndAfterwardsTheKeyIsKept() {
    browser.click(operation("listVideos") + "//button[contains(@class, 'summary-control')]");
    browser.click(execute("listVideos"));
    assertThat(answer("listVideos").at("/error/code").asString()).isEqualTo("invalid_api_key");
    assertThat(status("listVideos")).isEqualTo("401");

    enterKey("local");
    browser.visit("http://localhost:" + gateway.port() + "/swagger-ui.html");
    browser.click(operation("listVideos") + "//button[contains(@class, 'summary-control')]");
    browser.click(execute("listVideos"));
    assertThat(answer("listVideos").required("object").asString()).isEqualTo("list");
  }

  private void enterKey(String key) {
    browser.click(
        "//div[contains(@class, 'scheme-container')]//button[contains(@class, 'authorize')]");
    assertThat(browser.text(KEY)).contains("key", "rg_test_");
    browser.type(KEY + "//input", key);
    browser.click(KEY + "//button[@type='submit']");
    browser.photograph("//div[@class='modal-ux']", PICTURES.resolve("key.png"));
    browser.click("//button[contains(@class, 'btn-done')]");
  }

  private static String operation(String id) {
    return "//div[substring(@id, string-length(@id) - %d) = '-%s']".formatted(id.length(), id);
  }

  private static String execute(String id) {
    return operation(id) + "//button[contains(@class, 'execute')]";
  }

  private static String live(String id) {
    return operation(id) + "//table[contains(@class, 'live-responses-table')]";
  }

  private String status(String id) {
    return browser.text(live(id) + "/tbody//td[contains(@class, 'response-col_status')]").strip();
  }

  private JsonNode answer(String id) {
    String body = browser.text("(" + live(id) + "//code)[1]");
    return JsonMapper.builder().build().readTree(body);
  }

  private void assertQuiet() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .extracting(URI::getAuthority)
        .containsOnly("localhost:" + gateway.port());
  }
}
