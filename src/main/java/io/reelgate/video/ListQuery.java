package io.reelgate.video;

import io.reelgate.job.JobFilter;
import io.reelgate.job.JobId;
import io.reelgate.job.JobState;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.web.CursorPage;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/// The query of a list as a filter; every name and value that is not understood is refused.
final class ListQuery {
  private static final int DEFAULT_LIMIT = 20;
  private static final Pattern METADATA = Pattern.compile("metadata\\[(.{1,64})]");
  private static final List<String> NAMES =
      List.of("limit", "order", "after", "status", "model", "created_after", "created_before");
  private static final long LATEST = 253_402_300_799L;

  private final MultiValueMap<String, String> query;

  ListQuery(MultiValueMap<String, String> query) {
    this.query = query;
    query.forEach(ListQuery::check);
  }

  int limit() {
    return CursorPage.checkedLimit((int) number("limit", DEFAULT_LIMIT, 0, 100));
  }

  /// Asks for one row more than the limit, which tells whether there is another page.
  JobFilter filter() {
    return new JobFilter(
        status(),
        value("model"),
        after("created_after"),
        instant("created_before"),
        metadata(),
        ascending(),
        after(),
        limit() + 1);
  }

  private static void check(String name, List<String> values) {
    if (!NAMES.contains(name) && !METADATA.matcher(name).matches()) {
      throw ProblemCode.UNKNOWN_PARAMETER.problem(
          name,
          "%s is no parameter of a list; there are %s, metadata[key]"
              .formatted(name, String.join(", ", NAMES)));
    }
    if (values.size() != 1) {
      throw invalid(name, name + " must be given once");
    }
    if (values.getFirst() != null && values.getFirst().indexOf('\0') >= 0) {
      throw invalid(name, name + " must not contain a null character");
    }
  }

  private boolean ascending() {
    String order = value("order");
    if (order != null && !order.equals("asc") && !order.equals("desc")) {
      throw invalid("order", "order must be asc or desc");
    }
    return "asc".equals(order);
  }

  private @Nullable JobId after() {
    String after = value("after");
    return after == null
        ? null
        : JobId.parse(after).orElseThrow(() -> invalid("after", "after must be the id of a video"));
  }

  private @Nullable String status() {
    String status = value("status");
    Set<String> words =
        Arrays.stream(JobState.values())
            .map(state -> state.status(false))
            .collect(Collectors.toCollection(TreeSet::new));
    if (status != null && !words.contains(status)) {
      throw invalid("status", "status must be " + Values.list(List.copyOf(words)));
    }
    return status;
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    query.forEach((name, values) -> {
      Matcher matcher = METADATA.matcher(name);
      if (matcher.matches()) {
        metadata.put(matcher.group(1), values.getFirst());
      }
    });
    return metadata;
  }

  /// Videos show whole seconds, so the first one after a second begins with the next.
  private @Nullable Instant after(String name) {
    Instant second = instant(name);
    return second == null ? null : second.plusSeconds(1);
  }

  private @Nullable Instant instant(String name) {
    return value(name) == null ? null : Instant.ofEpochSecond(number(name, 0, 0, LATEST));
  }

  private long number(String name, long usual, long least, long most) {
    String text = value(name);
    if (text == null) {
      return usual;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw invalid(name, "%s must be a whole number".formatted(name));
    }
    throw invalid(name, "%s must be %d to %d".formatted(name, least, most));
  }

  private @Nullable String value(String name) {
    return query.getFirst(name);
  }

  private static ProblemException invalid(String name, String message) {
    return ProblemCode.INVALID_VALUE.problem(name, message);
  }
}
