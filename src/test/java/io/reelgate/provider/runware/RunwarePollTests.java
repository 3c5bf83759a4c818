package io.reelgate.provider.runware;

import static io.reelgate.testing.FaultScript.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.reelgate.provider.Orders;
import io.reelgate.provider.Progress;
import io.reelgate.provider.ProviderAccount;
import io.reelgate.provider.Secret;
import io.reelgate.provider.Ticket;
import io.reelgate.provider.http.HttpLimits;
import io.reelgate.provider.http.ProviderClient;
import io.reelgate.testing.FaultScript;
import io.reelgate.testing.FaultServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/// Questions about many tasks at a time.
@Timeout(60)
class RunwarePollTests {
  private static final int BATCH = 20;
  private static final int CONCURRENCY = 3;
  private static final Pattern ASKED = Pattern.compile("\"taskUUID\":\"([^\"]+)\"");

  private final FaultServer server = FaultServer.start();
  private final RunwareAdapter adapter = adapter(Duration.ofSeconds(30));
  private final RunwareAdapter hasty = adapter(Duration.ofSeconds(1));

  @AfterEach
  void stop() {
    hasty.close();
    adapter.close();
    server.close();
  }

  @Test
  void manyTasksAreAskedAboutInFewRequestsAndAnsweredInAnyOrder() {
    AtomicInteger busy = new AtomicInteger();
    AtomicInteger busiest = new AtomicInteger();
    server.always((request, wire) -> {
      busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
      wire.pause();
      busy.decrementAndGet();
      json(200, state(asked(request))).play(request, wire);
    });
    List<Ticket> tickets = named(205);
    Map<Ticket, Progress> all = adapter.poll(account(), tickets);
    assertThat(all).containsOnlyKeys(tickets);
    tickets.forEach(each -> assertThat(all.get(each)).isInstanceOf(expected(each.upstreamId())));
    assertThat(server.requests()).hasSize(11);
    assertThat(server.requests().stream().flatMap(each -> asked(each).stream()))
        .doesNotHaveDuplicates()
        .hasSize(205);
    assertThat(busiest.get()).isBetween(2, CONCURRENCY);
  }

  @Test
  void aRoundOverFiveThousandTasksTakesTwoHundredAndFiftyRequests() {
    server.always((request, wire) -> json(200, state(asked(request))).play(request, wire));
    List<Ticket> tickets = named(5_000);
    Map<Ticket, Progress> all = adapter.poll(account(), tickets);
    tickets.forEach(each -> assertThat(all.get(each)).isInstanceOf(expected(each.upstreamId())));
    assertThat(server.requests()).hasSize(250);
    assertThat(server.requests().stream().flatMap(each -> asked(each).stream()))
        .doesNotHaveDuplicates()
        .hasSize(5_000);
  }

  @Test
  void aTaskIsAskedAboutOnceHoweverManyTicketsNameIt() {
    server.always(json(200, "{\"data\":[]}"));
    String id = Orders.TOKEN.toString();
    Ticket one = new Ticket(Orders.TOKEN, id);
    Ticket other = new Ticket(UUID.randomUUID(), id);
    assertThat(adapter.poll(account(), List.of(one, other))).containsOnlyKeys(one, other);
    assertThat(server.requests())
        .singleElement()
        .satisfies(request ->
            assertThat(request.body())
                .isEqualTo("[{\"taskType\":\"getResponse\",\"taskUUID\":\"" + id + "\"}]"));
  }

  @Test
  void aBatchThatIsRefusedIsAskedOneByOne() {
    List<Ticket> tickets = named(4);
    server.always((request, wire) ->
        (asked(request).size() > 1
                ? json(400, "{\"errors\":[{\"code\":\"arrayTooLong\"}]}")
                : json(200, state(asked(request))))
            .play(request, wire));
    Map<Ticket, Progress> all = adapter.poll(account(), tickets);
    tickets.forEach(each -> assertThat(all.get(each)).isInstanceOf(expected(each.upstreamId())));
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void askingOneByOneEndsInTime() {
    List<Ticket> tickets = named(BATCH);
    server.always((request, wire) -> {
      if (asked(request).size() > 1) {
        json(400, "{\"errors\":[{\"code\":\"arrayTooLong\"}]}").play(request, wire);
      } else {
        FaultScript.silence().play(request, wire);
      }
    });
    Map<Ticket, Progress> all = hasty.poll(account(), tickets);
    assertThat(all).containsOnlyKeys(tickets);
    assertThat(all.values()).hasOnlyElementsOfType(Progress.NoAnswer.class);
    assertThat(server.requests()).hasSizeLessThan(BATCH);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 3", "20, 3", "60, 3", "61, 6", "5000, 252"})
  void theLongestPollFollowsFromItsWavesOfRequests(int tickets, int seconds) {
    assertThat(hasty.longestPoll(tickets)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"401", "402", "403", "408", "429", "500", "503", "504"})
  void aBatchThatMeetsABadMomentIsNotAskedOneByOne(int status) {
    server.always(json(status, "{}"));
    Map<Ticket, Progress> all = adapter.poll(account(), named(4));
    assertThat(all.values()).hasSize(4).hasOnlyElementsOfType(Progress.NoAnswer.class);
    assertSentOnce();
  }

  @Test
  void aCapOnRequestsIsNoReasonToSendMore() {
    server.always(json(400, "{\"errors\":[{\"code\":\"concurrentRequestLimitExceeded\"}]}"));
    adapter.poll(account(), named(4));
    assertSentOnce();
  }

  @Test
  void oneDeadTaskDoesNotDisturbTheOthersOfItsBatch() {
    List<Ticket> tickets = named(3);
    String dead = tickets.get(1).upstreamId();
    server.always(
        json(
            504,
            "{\"errors\":[{\"taskUUID\":\"%s\",\"status\":\"error\",\"code\":\"failedProviderTimeout\"}]}"
                .formatted(dead)));
    Map<Ticket, Progress> all = adapter.poll(account(), tickets);
    assertThat(all.get(tickets.get(1))).isInstanceOf(Progress.Failed.class);
    assertThat(all.get(tickets.get(0))).isInstanceOf(Progress.NoAnswer.class);
    assertThat(all.get(tickets.get(2))).isInstanceOf(Progress.NoAnswer.class);
  }

  private static List<Ticket> named(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> new UUID(0x4000L, each))
        .map(token -> new Ticket(token, token.toString()))
        .toList();
  }

  private static List<String> asked(FaultServer.Request request) {
    return ASKED.matcher(request.body()).results().map(match -> match.group(1)).toList();
  }

  private static Class<? extends Progress> expected(String id) {
    return switch (id.charAt(id.length() - 1) % 4) {
      case 0 -> Progress.Running.class;
      case 1 -> Progress.Failed.class;
      case 2 -> Progress.Succeeded.class;
      default -> Progress.NotFound.class;
    };
  }

  /// The answer about many tasks, the last one first, each in the state that its id stands for.
  private static String state(List<String> ids) {
    List<String> data = new ArrayList<>();
    List<String> errors = new ArrayList<>();
    for (String id : ids) {
      String named = "{\"taskType\":\"videoInference\",\"taskUUID\":\"" + id + "\",";
      Class<? extends Progress> wanted = expected(id);
      if (wanted == Progress.Running.class) {
        data.add(named + "\"status\":\"processing\"}");
      } else if (wanted == Progress.Failed.class) {
        errors.add(named + "\"status\":\"error\",\"code\":\"providerError\"}");
      } else if (wanted == Progress.Succeeded.class) {
        data.add(named + "\"videoURL\":\"https://h.example.test/" + id + ".mp4\"}");
      }
    }
    Collections.reverse(data);
    return "{\"data\":["
        + String.join(",", data)
        + "],\"errors\":["
        + String.join(",", errors)
        + "]}";
  }

  private void assertSentOnce() {
    assertThat(server.requests()).hasSize(1);
  }

  private ProviderAccount account() {
    return new ProviderAccount(
        RunwareAdapter.ID, "default", server.url(), new Secret("key"), false);
  }

  private static RunwareAdapter adapter(Duration patience) {
    return new RunwareAdapter(
        List.of(),
        new RunwareClient(new ProviderClient("runware", limits(patience)), BATCH, CONCURRENCY));
  }

  private static HttpLimits limits(Duration patience) {
    return new HttpLimits(
        patience, patience, patience, patience, patience, DataSize.ofMegabytes(1), 16, 64);
  }
}
