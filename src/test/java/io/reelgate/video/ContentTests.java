package io.reelgate.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.job.JobId;
import io.reelgate.testing.GatewayTest;
import io.reelgate.testing.TestClient;
import io.reelgate.testing.TestClient.Answer;
import io.reelgate.testing.TestGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@GatewayTest
class ContentTests {
  @Autowired private TestGateway gateway;
  @Autowired private MediaLinks links;
  @Autowired private JdbcClient jdbc;
  private TestClient caller = new TestClient(0, null);
  private String id = "";
  private String content = "";
  private String link = "";
  private byte[] file = {};

  @BeforeEach
  void finishAVideo() {
    caller = gateway.newTenant();
    id = gateway.accepted(caller, "{\"prompt\":\"p\",\"seconds\":4,\"resolution\":\"480p\"}");
    link =
        gateway.finished(caller, id).required("url").asString().replace("http://gateway.test", "");
    content = "/v1/videos/" + id + "/content";
    file = caller.bytes("GET", content).body();
  }

  @Test
  void theFileComesWithAllThatADownloadNeeds() {
    HttpResponse<byte[]> whole = caller.bytes("GET", content, "Accept-Encoding", "gzip");

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(header(whole, "Content-Type")).hasValue("video/mp4");
    assertThat(header(whole, "Content-Length")).hasValue(Integer.toString(file.length));
    assertThat(header(whole, "Accept-Ranges")).hasValue("bytes");
    assertThat(header(whole, "Content-Disposition"))
        .hasValue("attachment; filename=\"" + id + ".mp4\"");
    assertThat(header(whole, "ETag").orElseThrow()).startsWith("\"");
    assertThat(header(whole, "Content-Encoding")).isEmpty();
    assertThat(header(whole, "Cache-Control")).hasValue("private, no-cache");
    assertThat(header(whole, "x-request-id")).isPresent();
    assertThat(whole.body()).isEqualTo(file);
  }

  @Test
  void theLinkGivesTheSameFileWithoutAKey() {
    assertThat(gateway.anonymous().bytes("GET", link).body()).isEqualTo(file);
    assertThat(gateway.anonymous().as("nonsense").bytes("GET", link).body()).isEqualTo(file);
    HttpResponse<byte[]> head = gateway.anonymous().bytes("HEAD", link);
    assertThat(header(head, "Content-Length")).hasValue(Integer.toString(file.length));
  }

  @Test
  void aRangeIsAPart() {
    HttpResponse<byte[]> part = caller.bytes("GET", content, "Range", "bytes=4-7");
    HttpResponse<byte[]> rest = caller.bytes("GET", content, "Range", "bytes=100-");
    HttpResponse<byte[]> end = caller.bytes("GET", content, "Range", "bytes=-10");

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("ftyp".getBytes(StandardCharsets.US_ASCII));
    assertThat(header(part, "Content-Range")).hasValue("bytes 4-7/" + file.length);
    assertThat(header(part, "Content-Length")).hasValue("4");
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(file, 100, file.length));
    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(file, file.length - 10, file.length));
  }

  @Test
  void aRangeBeyondTheEndIsToldTheLength() {
    HttpResponse<byte[]> beyond = caller.bytes("GET", content, "Range", "bytes=99999999-");

    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(header(beyond, "Content-Range")).hasValue("bytes */" + file.length);
    assertThat(header(beyond, "x-request-id")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=-", "bytes=7-4"})
  void aRangeThatIsNoneIsTheWholeFile(String range) {
    HttpResponse<byte[]> whole = caller.bytes("GET", content, "Range", range);

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(file);
  }

  @Test
  void aRangeOfAnotherVersionIsTheWholeFile() {
    String tag = header(caller.bytes("HEAD", content), "ETag").orElseThrow();

    assertThat(status("Range", "bytes=0-3", "If-Range", "\"other\"")).isEqualTo(200);
    assertThat(status("Range", "bytes=0-3", "If-Range", tag)).isEqualTo(206);
  }

  @Test
  void aHeadTellsTheLengthAndSendsNothing() {
    HttpResponse<byte[]> head = caller.bytes("HEAD", content);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length")).hasValue(Integer.toString(file.length));
    assertThat(header(head, "Content-Type")).hasValue("video/mp4");
    assertThat(header(head, "Content-Range")).isEmpty();
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aFileThatTheCallerHasIsNotSentAgain() {
    String tag = header(caller.bytes("HEAD", content), "ETag").orElseThrow();

    assertThat(status("If-None-Match", tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "\"a\", W/" + tag)).isEqualTo(304);
    assertThat(status("If-None-Match", "\"a\"")).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "?variant=video, 200, ",
    "?variant=thumbnail, 404, variant_not_available",
    "?variant=spritesheet, 404, variant_not_available",
    "?variant=last_frame, 404, variant_not_available",
    "?variant=audio, 404, variant_not_available",
    "?variant=poster, 400, invalid_value",
    "?variant=, 400, invalid_value",
    "?index=0, 200, ",
    "?index=1, 404, variant_not_available",
    "?index=-1, 400, invalid_value",
    "?index=x, 400, invalid_value",
    "?index=99999999999, 400, invalid_value"
  })
  void variantsAndNumbersAreChecked(String query, int status, String code) {
    Answer answer = caller.get(content + query);

    assertThat(answer.status()).isEqualTo(status);
    if (status != 200) {
      assertThat(answer.code()).isEqualTo(code);
    }
  }

  @Test
  void whatIsNotFinishedOrFailedHasNoContent() {
    String slow = gateway.accepted(caller, "{\"prompt\":\"" + TestGateway.ENDLESS + "\"}");
    String failed = gateway.accepted(caller, "{\"prompt\":\"[sandbox: fail=moderation]\"}");
    gateway.finished(caller, failed);

    assertNotFound("/v1/videos/" + slow + "/content", "video_not_ready");
    assertNotFound("/v1/videos/" + failed + "/content", "video_not_available");
  }

  @Test
  void whatTheProviderNoLongerHasIsExpired() {
    String gone = gateway.accepted(caller, "{\"prompt\":\"[sandbox: expire-output]\"}");
    assertThat(gateway.finished(caller, gone).required("status").asString()).isEqualTo("completed");

    assertNotFound("/v1/videos/" + gone + "/content", "video_expired");
    assertThat(caller.bytes("HEAD", "/v1/videos/" + gone + "/content").statusCode()).isEqualTo(404);
  }

  @Test
  void afterItsTimeACompletedVideoHasNoContent() {
    jdbc.sql("update job set expires_at = now() - interval '1 s' where id = :id")
        .param("id", id)
        .update();

    assertNotFound(content, "video_expired");
    assertThat(gateway.anonymous().get(link).code()).isEqualTo("video_expired");
    assertThat(caller.get("/v1/videos/" + id).text("status")).isEqualTo("completed");
    assertThat(
            caller
                .post("/v1/videos/extensions", "{\"prompt\":\"p\",\"video\":\"" + id + "\"}")
                .code())
        .isEqualTo("video_expired");
  }

  @Test
  void onlyAWholeAndFreshLinkOpensItsFile() {
    String other = gateway.accepted(caller, "{\"prompt\":\"p\"}");
    String query = link.substring(link.indexOf('?'));
    String old =
        links
            .mint(new JobId(id), 0, Instant.EPOCH, MediaLinks.LIFE)
            .url()
            .replace("http://gateway.test", "");
    String first = gateway.anonymous().get(link.substring(0, link.indexOf('?'))).response().body();

    for (String bad :
        new String[] {
          old,
          link.replace(id, other),
          link.replace("/0.mp4", "/1.mp4"),
          link.replaceAll("sig=.", "sig=_"),
          link.replaceAll("exp=\\d", "exp=9"),
          link + "x",
          "/media/nobody/0.mp4" + query,
          "/media/" + id + "/0.webm" + query,
          "/media/" + id + "/0.mp4?exp=x&sig=y",
          "/media/" + id + "/0.mp4?sig=" + "é".repeat(40)
        }) {
      Answer answer = gateway.anonymous().get(bad.replace("é", "%C3%A9"));
      assertThat(answer.status()).as(bad).isEqualTo(404);
      assertThat(answer.response().body()).as(bad).isEqualTo(first);
    }
    assertThat(gateway.anonymous().get(link).status()).isEqualTo(200);
  }

  private int status(String... headers) {
    return caller.bytes("GET", content, headers).statusCode();
  }

  private void assertNotFound(String path, String code) {
    Answer answer = caller.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo(code);
  }

  private static Optional<String> header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name);
  }
}
