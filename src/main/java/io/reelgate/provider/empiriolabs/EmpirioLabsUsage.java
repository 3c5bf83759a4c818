package io.reelgate.provider.empiriolabs;

import io.reelgate.money.Usd;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// The account's usage list, newest first: the only record of what a task cost and the only way to
/// a result whose task is forgotten. Read page by page, when somebody looks for something and only
/// as far as needed. For one batch of questions on one thread.
final class EmpirioLabsUsage {
  /// As many as are read for one batch.
  static final int MOST_PAGES = 3;

  private static final List<String> LISTS = List.of("events", "data", "usage", "items");

  private final Function<@Nullable String, Optional<Page>> source;
  private final List<Event> events = new ArrayList<>();
  private @Nullable String cursor;
  private int pages;
  private boolean ended;
  private boolean deaf;

  /// @param source gets the cursor of a page, null for the first, and gives the page, if it can be
  ///   had
  EmpirioLabsUsage(Function<@Nullable String, Optional<Page>> source) {
    this.source = source;
  }

  /// One paid request.
  ///
  /// @param mark tells it from others: its own id, or what it says
  /// @param model the provider's own name of what was asked
  /// @param outputs where its files lie
  /// @param cost what was charged; null where that cannot be read
  /// @param at the time that it bears; null where that cannot be read
  record Event(
      String mark,
      @Nullable String jobId,
      @Nullable String model,
      List<String> outputs,
      @Nullable Usd cost,
      @Nullable Instant at) {
    private static final JsonPointer JOB = JsonPointer.compile("/job_id");
    private static final JsonPointer JOB_BESIDE = JsonPointer.compile("/metadata/job_id");
    private static final JsonPointer COST = JsonPointer.compile("/cost/amount");

    static Event of(JsonNode json) {
      String job = json.at(JOB).asString("");
      String beside = json.at(JOB_BESIDE).asString("");
      String named = job.isEmpty() ? beside : job;
      String id = json.path("id").asString("");
      return new Event(
          id.isEmpty() ? json.toString() : id,
          named.isEmpty() ? null : named,
          json.path("model").asString(null),
          EmpirioLabsAnswer.texts(json.path("output_urls"))
              .filter(EmpirioLabsUrls::usable)
              .toList(),
          EmpirioLabsAnswer.dollars(json.at(COST)).map(Usd::halfUp).orElse(null),
          time(json.path("created_at").asString("")));
    }

    private static @Nullable Instant time(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException none) {
        return null;
      }
    }

    boolean isOf(String id) {
      return id.equals(jobId);
    }

    /// Whether it is the one that made a file; where an event names its task, that alone counts.
    boolean made(String url) {
      String file = EmpirioLabsUrls.file(url);
      return jobId == null
          && outputs.stream().anyMatch(output -> EmpirioLabsUrls.file(output).equals(file));
    }

    /// The file that one of our own ids stands for.
    Optional<String> outputOf(String ownId) {
      return outputs.stream().filter(url -> EmpirioLabsId.ofFile(url).equals(ownId)).findFirst();
    }
  }

  /// @param next cursor of the next page; null after the last
  record Page(List<Event> events, @Nullable String next) {
    /// Empty if the answer holds no list.
    static Optional<Page> of(EmpirioLabsAnswer answer) {
      String next = answer.body().path("next_cursor").asString("");
      return LISTS.stream()
          .map(answer.body()::path)
          .filter(JsonNode::isArray)
          .findFirst()
          .map(list -> new Page(events(list), next.isEmpty() ? null : next));
    }

    private static List<Event> events(JsonNode list) {
      return list.valueStream().filter(JsonNode::isObject).map(Event::of).toList();
    }
  }

  /// Looks through as much of the list as may be read.
  Optional<Event> find(Predicate<Event> wanted) {
    return find(wanted, MOST_PAGES);
  }

  /// Looks only where what has just happened stands.
  Optional<Event> findRecent(Predicate<Event> wanted) {
    return find(wanted, 1);
  }

  /// Everything that fits in as much of the list as may be read.
  List<Event> all(Predicate<Event> wanted) {
    return all(wanted, MOST_PAGES);
  }

  /// Everything that fits in so many pages.
  List<Event> all(Predicate<Event> wanted, int mostPages) {
    find(each -> false, mostPages);
    return events.stream().filter(wanted).toList();
  }

  private Optional<Event> find(Predicate<Event> wanted, int mostPages) {
    int seen = 0;
    do {
      for (; seen < events.size(); seen++) {
        if (wanted.test(events.get(seen))) {
          return Optional.of(events.get(seen));
        }
      }
    } while (readOn(mostPages));
    return Optional.empty();
  }

  /// Whether a page could not be had.
  boolean silent() {
    return deaf;
  }

  /// Whether the list was not read to its end, so that "not found" proves nothing.
  boolean unread() {
    return !ended;
  }

  private boolean readOn(int mostPages) {
    if (ended || deaf || pages >= mostPages) {
      return false;
    }
    Optional<Page> page = source.apply(cursor);
    page.ifPresentOrElse(this::add, () -> deaf = true);
    return page.isPresent();
  }

  private void add(Page page) {
    pages++;
    events.addAll(page.events());
    cursor = page.next();
    ended = cursor == null;
  }
}
