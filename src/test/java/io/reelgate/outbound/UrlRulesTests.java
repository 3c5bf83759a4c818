package io.reelgate.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlRulesTests {
  private final UrlRules rules = new UrlRules(properties(false));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://cdn.example.com",
        "https://cdn.example.com/a/b.mp4?x=%2F&y=1#t",
        "HTTPS://CDN.Example.COM:443/",
        "https://8.8.8.8/a",
        "https://[2606:4700::1111]/a",
        "https://[::ffff:8.8.8.8]/a",
        "https://xn--mnchen-3ya.example/",
        "https://a-b.1x.example/"
      })
  void ordinaryUrlsAreAllowed(String url) {
    assertThat(rules.check(url, UrlSource.TENANT)).isInstanceOf(UrlCheck.Allowed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://",
        "https:///a",
        "https:/a",
        "//cdn.example.com/a",
        "http://cdn.example.com/",
        "ftp://cdn.example.com/",
        "file:///etc/passwd",
        "data:text/plain,x",
        " https://cdn.example.com/",
        "https://cdn.example.com/a b",
        "https://cdn.example.com/\r\nX: y",
        "https://cdn.example.com\\@127.0.0.1/",
        "https://user@cdn.example.com/",
        "https://user:pass@cdn.example.com/",
        "https://cdn.example.com@127.0.0.1/",
        "https://@cdn.example.com/",
        "https://cdn.example.com:0/",
        "https://cdn.example.com:65536/",
        "https://cdn.example.com:/",
        "https://cdn.example.com:443:443/",
        "https://cdn_x.example.com/",
        "https://cdn..example.com/",
        "https://.example.com/",
        "https://cdn.example.com./",
        "https://%31%32%37.0.0.1/",
        "https://127.0.0.1%00.example.com/",
        "https://localhost/",
        "https://LOCALHOST/",
        "https://a.localhost/",
        "https://gateway.example/",
        "https://GateWay.Example:443/",
        "https://127.0.0.1/",
        "https://127.0.0.1./",
        "https://127.1/",
        "https://127.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0x7f.1/",
        "https://0x7f.0x0.0x0.0x1/",
        "https://0177.0.0.1/",
        "https://017700000001/",
        "https://127.0.0.01/",
        "https://127.0.0.0x1/",
        "https://256.256.256.256/",
        "https://1.2.3.4.5/",
        "https://example.123/",
        "https://example.0x/",
        "https://１２７.０.０.１/",
        "https://127。0。0。1/",
        "https://①②⑦.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/",
        "https://[::]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[0:0:0:0:0:ffff:7f00:1]/",
        "https://[::127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[fe80::1%25eth0]/",
        "https://[fe80::1%eth0]/",
        "https://[fd00:ec2::254]/",
        "https://[2606:4700::1111/64]/",
        "https://[2606:4700::1111]x/",
        "https://[127.0.0.1]/",
        "https://[]/",
        "https://[::1/"
      })
  void hostileUrlsAreRefusedWhoeverGaveThem(String url) {
    assertThat(rules.check(url, UrlSource.TENANT)).isInstanceOf(UrlCheck.Refused.class);
    assertThat(rules.check(url, UrlSource.PROVIDER)).isInstanceOf(UrlCheck.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://bücher.example/ä, https://xn--bcher-kva.example/%C3%A4",
    "https://CDN.example.com, https://cdn.example.com/",
    "https://cdn.example.com?a=b, https://cdn.example.com?a=b"
  })
  void namesAreWrittenInAscii(String url, String ascii) {
    assertThat(rules.check(url, UrlSource.TENANT))
        .isEqualTo(new UrlCheck.Allowed(URI.create(ascii)));
  }

  @Test
  void onlyProvidersMayNameOtherPorts() {
    String url = "https://cdn.example.com:8443/a.mp4";

    assertThat(rules.check(url, UrlSource.TENANT)).isInstanceOf(UrlCheck.Refused.class);
    assertThat(rules.check(url, UrlSource.PROVIDER)).isInstanceOf(UrlCheck.Allowed.class);
  }

  @ParameterizedTest
  @EnumSource(UrlSource.class)
  void plainHttpIsASetting(UrlSource source) {
    UrlRules lenient = new UrlRules(properties(true));

    assertThat(lenient.check("http://cdn.example.com/a", source))
        .isInstanceOf(UrlCheck.Allowed.class);
    assertThat(lenient.check("http://127.0.0.1/a", source)).isInstanceOf(UrlCheck.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"TENANT, 2048", "PROVIDER, 8192"})
  void urlsHaveALongestLength(UrlSource source, int most) {
    String start = "https://cdn.example.com/";
    String longest = start + "a".repeat(most - start.length());

    assertThat(rules.check(longest, source)).isInstanceOf(UrlCheck.Allowed.class);
    assertThat(rules.check(longest + "a", source)).isInstanceOf(UrlCheck.Refused.class);
  }

  @Test
  void theReasonNeverNamesTheAddress() {
    assertThat(rules.check("https://10.1.2.3/", UrlSource.TENANT))
        .isEqualTo(new UrlCheck.Refused("names an address that is not allowed"));
  }

  static OutboundProperties properties(boolean httpAllowed) {
    return properties(httpAllowed, Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  static OutboundProperties hasty() {
    return properties(true, Duration.ofMillis(700), Duration.ofSeconds(2));
  }

  private static OutboundProperties properties(boolean httpAllowed, Duration idle, Duration total) {
    return new OutboundProperties(
        httpAllowed,
        List.of(443),
        List.of("gateway.example"),
        false,
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        idle,
        total,
        1_000_000);
  }
}
