package io.reelgate.sandbox.wavespeed;

import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.quick;
import static io.reelgate.sandbox.wavespeed.WaveSpeedFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.sandbox.SandboxClient;
import io.reelgate.sandbox.SandboxOnly.MovableClock;
import io.reelgate.sandbox.SandboxTest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SandboxTest
class WaveSpeedOutputTests {
  private final SandboxClient client;
  private final WaveSpeedFixture wave;
  private final MovableClock clock;

  WaveSpeedOutputTests(@LocalServerPort int port, @Autowired MovableClock clock) {
    client = new SandboxClient(port);
    wave = new WaveSpeedFixture(client);
    this.clock = clock;
  }

  @BeforeEach
  void reset() throws IOException {
    client.reset();
  }

  @AfterEach
  void setClockRight() {
    clock.move(Duration.ZERO);
  }

  private String output() throws IOException {
    return wave.ended(wave.submit(quick("")).field("id")).get("outputs").get(0).asString();
  }

  private HttpResponse<byte[]> read(String url, String range) throws IOException {
    return client.bytes(client.request(url).header("Range", range));
  }

  @Test
  void addressIsOnTheHostThatTheCallerUsed() throws Exception {
    assertThat(output()).startsWith(client.origin() + "/sandbox/wavespeed/outputs/");
  }

  @Test
  void wholeFileIsAnMp4WithItsLengthAndTag() throws Exception {
    HttpResponse<byte[]> file = client.bytes(client.request(output()));
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("content-type")).contains("video/mp4");
    assertThat(file.headers().firstValue("accept-ranges")).contains("bytes");
    assertThat(file.headers().firstValueAsLong("content-length")).hasValue(file.body().length);
    assertThat(file.headers().firstValue("etag").orElseThrow()).startsWith("\"");
    assertThat(new String(file.body(), 4, 4, StandardCharsets.US_ASCII)).isEqualTo("ftyp");
  }

  @Test
  void headTellsTheLengthWithoutTheFile() throws Exception {
    String url = output();
    int length = client.bytes(client.request(url)).body().length;
    HttpResponse<byte[]> head =
        client.bytes(client.request(url).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("content-length")).hasValue(length);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void rangesAreServed() throws Exception {
    String url = output();
    byte[] whole = client.bytes(client.request(url)).body();
    HttpResponse<byte[]> first = read(url, "bytes=0-0");
    assertThat(first.statusCode()).isEqualTo(206);
    assertThat(first.headers().firstValue("content-range")).contains("bytes 0-0/" + whole.length);
    assertThat(first.body()).containsExactly(whole[0]);
    assertThat(first.headers().firstValue("content-type")).contains("video/mp4");
    assertThat(read(url, "bytes=100-199").body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
    assertThat(read(url, "bytes=-50").body())
        .isEqualTo(Arrays.copyOfRange(whole, whole.length - 50, whole.length));
    assertThat(read(url, "bytes=" + (whole.length - 3) + "-").body()).hasSize(3);
  }

  @Test
  void rangeBehindTheEndIsRefusedWithTheLength() throws Exception {
    String url = output();
    int length = client.bytes(client.request(url)).body().length;
    HttpResponse<byte[]> answer = read(url, "bytes=" + length + "-");
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.headers().firstValue("content-range")).contains("bytes */" + length);
  }

  @Test
  void knownTagIsNotSentAgain() throws Exception {
    String url = output();
    String tag = client.bytes(client.request(url)).headers().firstValue("etag").orElseThrow();
    assertThat(client.bytes(client.request(url).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
  }

  @Test
  void outputNeedsNoKey() throws Exception {
    HttpRequest.Builder request = client.request(output()).setHeader("Authorization", "");
    assertThat(client.bytes(request).statusCode()).isEqualTo(200);
  }

  @Test
  void unfinishedAndUnknownOutputsAreNotThere() throws Exception {
    String id = wave.submit(text("a cat [sandbox: stuck]")).field("id");
    assertThat(client.get("/sandbox/wavespeed/outputs/" + id + ".mp4").status()).isEqualTo(404);
    assertThat(client.get("/sandbox/wavespeed/outputs/" + "0".repeat(32) + ".mp4").status())
        .isEqualTo(404);
  }

  @Test
  void taskAndOutputEndAfterSevenDays() throws Exception {
    String id = wave.submit(quick("")).field("id");
    String url = wave.ended(id).get("outputs").get(0).asString();
    clock.move(Duration.ofDays(7).minusMinutes(1));
    assertThat(wave.poll(id).status()).isEqualTo(200);
    assertThat(client.get(url).status()).isEqualTo(200);
    clock.move(Duration.ofDays(7));
    assertThat(wave.poll(id).status()).isEqualTo(404);
    assertThat(client.get(url).status()).isEqualTo(404);
  }
}
