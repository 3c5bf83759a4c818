package io.reelgate.webhook.delivery;

import io.reelgate.outbound.Posted;
import io.reelgate.webhook.WebhookProperties;
import io.reelgate.work.Backoff;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Judges what came of a try, and when the next one is due.
@Component
class RetryRules {
  private static final String NOTHING = "";
  private static final int GONE = 410;
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  private final WebhookProperties properties;

  RetryRules(WebhookProperties properties) {
    this.properties = properties;
  }

  /// @param round tries of the present round, this one included
  Outcome judge(Posted posted, int round) {
    return switch (posted) {
      case Posted.Answered answer when answer.status() / 100 == 2 ->
          new Outcome.Delivered(answer.status(), answer.address(), answer.start());
      case Posted.Answered answer when answer.status() == GONE ->
          new Outcome.Failed(GONE, "gone", answer.address(), answer.start(), null, true, true);
      case Posted.Answered answer ->
          new Outcome.Failed(
              answer.status(),
              answer.status() / 100 == 3 ? "redirect" : "status",
              answer.address(),
              answer.start(),
              next(round, wait(answer)),
              false,
              true);
      case Posted.Denied ignored ->
          new Outcome.Failed(
              null, "address_not_allowed", null, NOTHING, next(round, Duration.ZERO), false, true);
      case Posted.Failed failed ->
          new Outcome.Failed(
              failed.status(),
              Outcome.word(failed.fault()),
              failed.address(),
              NOTHING,
              next(round, Duration.ZERO),
              false,
              failed.fault() != Posted.Fault.UNRESOLVED);
    };
  }

  private @Nullable Duration next(int round, Duration soonest) {
    if (round > properties.schedule().size()) {
      return null;
    }
    Duration usual = Backoff.jittered(properties.schedule().get(Math.max(0, round - 1)));
    return usual.compareTo(soonest) > 0 ? usual : soonest;
  }

  /// How long a busy receiver is left alone at least.
  private Duration wait(Posted.Answered answer) {
    if (!BUSY.contains(answer.status())) {
      return Duration.ZERO;
    }
    Duration asked = asked(answer.retryAfter(), answer.date());
    Duration granted =
        asked.compareTo(properties.longestWait()) > 0 ? properties.longestWait() : asked;
    return granted.compareTo(properties.shortestWait()) > 0 ? granted : properties.shortestWait();
  }

  /// Seconds, or a date, which counts from the receiver's own clock.
  private static Duration asked(@Nullable String retryAfter, @Nullable String date) {
    if (retryAfter == null) {
      return Duration.ZERO;
    }
    String text = retryAfter.strip();
    if (text.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    return date == null ? Duration.ZERO : between(date, text);
  }

  private static Duration between(String now, String until) {
    try {
      return Duration.between(
          ZonedDateTime.parse(now, DateTimeFormatter.RFC_1123_DATE_TIME),
          ZonedDateTime.parse(until, DateTimeFormatter.RFC_1123_DATE_TIME));
    } catch (DateTimeException notDates) {
      return Duration.ZERO;
    }
  }
}
