package io.reelgate.provider.wavespeed;

import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Findings;
import io.reelgate.provider.LostOrder;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Search;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaveSpeedListingTests {
  private static final String MODEL = "bytedance/seedance-2.0-mini/text-to-video";
  private static final SafeText SAFE = new SafeText(List.of("key"), List.of());
  private static final LostOrder ORDER =
      new LostOrder(
          UUID.randomUUID(),
          new ProviderAccount(
              WaveSpeedAdapter.ID, "a", URI.create("http://127.0.0.1:9"), new Secret("key"), false),
          MODEL,
          new VideoSpec(
              new ModelId("seedance-2.0-mini"),
              Operation.TEXT_TO_VIDEO,
              "A lantern",
              new VideoSpec.Shape(Seconds.of(5), "720p", "16:9", null, 1),
              VideoSpec.Media.NONE,
              new VideoSpec.Extras(true, null, null, Map.of())),
          Instant.parse("2026-01-15T10:00:00Z"),
          Instant.parse("2026-01-15T10:03:00Z"));

  private final List<Search> asked = new ArrayList<>();

  @Test
  void onlyWhatCouldBeTheOrdersTaskIsTaken() {
    Findings found =
        read(
            page(
                item("fits", MODEL, "2026-01-15T10:00:01.148268264Z", "A lantern"),
                item("prefixed", MODEL, "2026-01-15T10:00:01Z", "Edit the input video. A lantern"),
                item("model", "other", "2026-01-15T10:00:01Z", "A lantern"),
                item("early", MODEL, "2026-01-15T09:59:59Z", "A lantern"),
                item("late", MODEL, "2026-01-15T10:03:01Z", "A lantern"),
                item("prompt", MODEL, "2026-01-15T10:00:01Z", "A boat"),
                "{\"id\":\"silent\"}",
                "{\"id\":\"strange\",\"created_at\":\"yesterday\",\"input\":{\"prompt\":7}}"));

    assertThat(found)
        .isEqualTo(new Findings.Tasks(Set.of("fits", "prefixed", "silent", "strange"), true));
    Search search = asked.getFirst();
    assertThat(search.model()).isEqualTo(MODEL);
    assertThat(search.createdAfter()).isEqualTo("2026-01-15T10:00:00Z");
    assertThat(search.createdBefore()).isEqualTo("2026-01-15T10:03:00Z");
    assertThat(search.includeInputs()).isTrue();
  }

  @Test
  void aLongListIsReadPageByPageAndNotForEver() {
    String full =
        page(
            IntStream.range(0, 100)
                .mapToObj(each -> "{\"id\":\"t%d\"}".formatted(each))
                .toArray(String[]::new));

    assertThat(read(full, page("{\"id\":\"last\"}")))
        .isInstanceOfSatisfying(
            Findings.Tasks.class,
            tasks -> {
              assertThat(tasks.upstreamIds()).hasSize(101).contains("last");
              assertThat(tasks.whole()).isTrue();
            });
    assertThat(asked.stream().map(Search::page)).containsExactly(1, 2);

    asked.clear();
    assertThat(read(full, full, full, full, full, full))
        .isInstanceOfSatisfying(Findings.Tasks.class, tasks -> assertThat(tasks.whole()).isFalse());
    assertThat(asked).hasSize(WaveSpeedListing.MOST_PAGES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"code\":200}",
        "{\"code\":200,\"data\":{}}",
        "{\"code\":500,\"data\":{\"items\":[]}}",
        "{\"code\":200,\"data\":{\"items\":[{\"id\":null}]}}",
        "{\"code\":200,\"data\":{\"items\":[null]}}",
        "{\"code\":200,\"data\":{\"items\":[{\"id\":\"a b\"}]}}"
      })
  void whatCannotBeReadIsNoAnswer(String body) {
    assertThat(read(body)).isInstanceOf(Findings.NoAnswer.class);
  }

  @Test
  void aRefusalOrALostAnswerIsNoAnswer() {
    Failure failure = Failure.of(FailureKind.NETWORK, null, "gone");

    assertThat(new WaveSpeedListing(ORDER).read(each -> new Reply.Lost(failure), SAFE))
        .isEqualTo(new Findings.NoAnswer(failure));
    assertThat(new WaveSpeedListing(ORDER).read(each -> new Reply.Answered(401, "{}", null), SAFE))
        .isInstanceOfSatisfying(
            Findings.NoAnswer.class,
            none -> assertThat(none.failure().kind()).isEqualTo(FailureKind.AUTH));
  }

  private Findings read(String... pages) {
    return new WaveSpeedListing(ORDER)
        .read(
            search -> {
              asked.add(search);
              return new Reply.Answered(200, pages[search.page() - 1], null);
            },
            SAFE);
  }

  private static String page(String... items) {
    return "{\"code\":200,\"data\":{\"page\":1,\"items\":[%s]}}"
        .formatted(List.of(items).stream().collect(Collectors.joining(",")));
  }

  private static String item(String id, String model, String createdAt, String prompt) {
    return "{\"id\":\"%s\",\"model\":\"%s\",\"created_at\":\"%s\",\"status\":\"completed\",\"input\":{\"prompt\":\"%s\"}}"
        .formatted(id, model, createdAt, prompt);
  }
}
