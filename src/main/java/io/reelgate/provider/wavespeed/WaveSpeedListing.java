package io.reelgate.provider.wavespeed;

import io.reelgate.provider.Failure;
import io.reelgate.provider.FailureKind;
import io.reelgate.provider.Findings;
import io.reelgate.provider.LostOrder;
import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.http.SafeText;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Item;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Page;
import io.reelgate.provider.wavespeed.WaveSpeedWire.PageEnvelope;
import io.reelgate.provider.wavespeed.WaveSpeedWire.Search;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Looks through the account's history for tasks that could be a lost order's. Nothing but the
/// model and the time can be asked for; what an item says of itself can only rule it out, so that
/// one that says nothing counts.
///
/// @param order what is looked for
record WaveSpeedListing(LostOrder order) {
  static final int MOST_PAGES = 5;
  private static final int PAGE_SIZE = 100;
  private static final int FINE = 200;
  private static final String UNREADABLE = "the history cannot be read";

  /// @param source gives one page of the history
  Findings read(Function<Search, Reply> source, SafeText safe) {
    Set<String> found = new HashSet<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      Reply reply = source.apply(search(page));
      List<@Nullable Item> items = items(reply);
      if (items == null) {
        return new Findings.NoAnswer(WaveSpeedFailures.ofSilence(reply, UNREADABLE, safe));
      }
      for (Item item : items) {
        if (item == null || item.id() == null || !TaskId.usable(item.id())) {
          return new Findings.NoAnswer(unreadable("200"));
        }
        if (fits(item)) {
          found.add(item.id());
        }
      }
      if (items.size() < PAGE_SIZE) {
        return new Findings.Tasks(found, true);
      }
    }
    return new Findings.Tasks(found, false);
  }

  private Search search(int page) {
    return new Search(
        page, PAGE_SIZE, order.upstream(), order.from().toString(), order.until().toString(), true);
  }

  private static @Nullable List<@Nullable Item> items(Reply reply) {
    if (!(reply instanceof Reply.Answered answer) || !answer.successful()) {
      return null;
    }
    PageEnvelope body = ProviderJson.read(answer.body(), PageEnvelope.class).orElse(null);
    if (body == null || Objects.requireNonNullElse(body.code(), FINE) != FINE) {
      return null;
    }
    Page page = body.data();
    return page == null ? null : page.items();
  }

  private boolean fits(Item item) {
    boolean model = item.model() == null || item.model().equals(order.upstream());
    return model && madeInTime(item.createdAt()) && saysTheSame(item);
  }

  private boolean madeInTime(@Nullable String createdAt) {
    if (createdAt == null) {
      return true;
    }
    try {
      Instant made = OffsetDateTime.parse(createdAt).toInstant();
      return !made.isBefore(order.from()) && !made.isAfter(order.until());
    } catch (DateTimeException strange) {
      return true;
    }
  }

  /// The provider itself puts words before some prompts.
  private boolean saysTheSame(Item item) {
    JsonNode prompt = item.input() == null ? null : item.input().get("prompt");
    String ours = order.spec().prompt();
    return prompt == null
        || !prompt.isString()
        || ours == null
        || prompt.stringValue().contains(ours);
  }

  private static Failure unreadable(String code) {
    return Failure.of(FailureKind.UNREADABLE, code, UNREADABLE);
  }
}
