package io.reelgate.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderJsonTests {
  record Inner(@Nullable String name) {}

  record Outer(
      @Nullable String id,
      @Nullable Integer code,
      @Nullable Inner inner,
      @Nullable List<String> all) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"x\",\"new\":{\"a\":[1]}}",
        "{\"id\":\"x\",\"code\":\"many\"}",
        "{\"id\":\"x\",\"code\":{\"a\":[{}]}}",
        "{\"code\":[1,2],\"id\":\"x\"}",
        "{\"inner\":\"text\",\"id\":\"x\"}",
        "{\"inner\":[1,{\"name\":\"n\"}],\"id\":\"x\"}",
        "{\"inner\":7,\"all\":{\"a\":1},\"id\":\"x\"}",
        "{\"code\":99999999999999999999,\"id\":\"x\"}",
        "{\"inner\":true,\"all\":false,\"code\":true,\"id\":\"x\"}",
        "{\"id\":\"y\",\"id\":\"x\"}",
        "{\"id\":\"x\"} trailing"
      })
  void anOddFieldHidesNoOther(String json) {
    assertThat(ProviderJson.read(json, Outer.class).map(Outer::id)).contains("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "7",
        "{",
        "{\"id\":\"x\"",
        "<html>",
        "{'id':1}",
        "\u0000"
      })
  void whatIsNoObjectIsNothing(String text) {
    assertThat(ProviderJson.read(text, Outer.class)).isEmpty();
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertThat(ProviderJson.read("\uFEFF{\"id\":\"x\"}", Outer.class)).isPresent();
  }

  @Test
  void whatIsWrittenIsJson() {
    assertThat(new String(ProviderJson.write(new Inner("\u00e9\"")), UTF_8))
        .isEqualTo("{\"name\":\"\u00e9\\\"\"}");
  }
}
