package io.reelgate.sandbox;

import io.reelgate.sandbox.Script.UnknownWord;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the scripts of a prompt and gives their words a meaning.
final class ScriptReader {
  /// The names that may stand before a word to make it mean one provider only.
  private static final Set<String> PROVIDERS = Set.of("wavespeed", "runware", "empiriolabs");

  private static final String OPENING = "[sandbox:";
  private static final Pattern DELAY = Pattern.compile("(\\d{1,7})(ms|s)");
  private static final Pattern POLL = Pattern.compile("([a-z-]+|[45]\\d\\d)(?:x(\\d{1,6}))?");

  private ScriptReader() {}

  static Script read(String prompt, String provider) {
    if (!prompt.contains(OPENING)) {
      return Script.NONE;
    }
    Map<String, Script> scoped = new LinkedHashMap<>();
    Map<String, String> general = new LinkedHashMap<>();
    Map<String, Map<String, String>> perProvider = new LinkedHashMap<>();
    for (int from = prompt.indexOf(OPENING); from >= 0; from = prompt.indexOf(OPENING, from + 1)) {
      sort(words(prompt, from), general, perProvider);
    }
    perProvider.putIfAbsent(provider, Map.of());
    perProvider.forEach((name, own) -> {
      Map<String, String> all = new LinkedHashMap<>(general);
      all.putAll(own);
      scoped.put(name, meaning(all));
    });
    return scoped.getOrDefault(provider, Script.NONE);
  }

  private static String[] words(String prompt, int from) {
    int end = prompt.indexOf(']', from);
    if (end < 0) {
      throw new UnknownWord(OPENING, "is not closed by \"]\"");
    }
    String inner = prompt.substring(from + OPENING.length(), end).strip();
    if (inner.isEmpty()) {
      throw new UnknownWord(OPENING + "]", "holds no word");
    }
    return inner.split("[\\s,]+");
  }

  private static void sort(
      String[] words, Map<String, String> general, Map<String, Map<String, String>> perProvider) {
    for (String word : words) {
      int dot = word.indexOf('.');
      Map<String, String> into = general;
      if (dot >= 0) {
        String name = word.substring(0, dot);
        if (!PROVIDERS.contains(name)) {
          throw new UnknownWord(word, "names no simulated provider");
        }
        into = perProvider.computeIfAbsent(name, _ -> new LinkedHashMap<>());
      }
      String rest = word.substring(dot + 1);
      int equals = rest.indexOf('=');
      String key = equals < 0 ? rest : rest.substring(0, equals);
      if (into.put(key, equals < 0 ? "" : rest.substring(equals + 1)) != null) {
        throw new UnknownWord(word, "is given twice");
      }
    }
  }

  private static Script meaning(Map<String, String> words) {
    Failing fail = null;
    Duration delay = null;
    SubmitFault submit = null;
    PollFault poll = null;
    Spoiling spoilSubmit = null;
    Spoiling spoilPoll = null;
    boolean stuck = false;
    int expire = 0;
    OutputShape outputs = OutputShape.URLS;
    for (Map.Entry<String, String> each : words.entrySet()) {
      String word = each.getKey() + (each.getValue().isEmpty() ? "" : "=" + each.getValue());
      String value = each.getValue();
      switch (each.getKey()) {
        case "fail" -> fail = failing(word, value);
        case "delay" -> delay = delay(word, value);
        case "submit" -> {
          submit = submit(value);
          spoilSubmit = submit == null ? spoilSubmit(word, value) : null;
        }
        case "poll" -> {
          spoilPoll = spoilPoll(value);
          poll = spoilPoll == null ? poll(word, value) : null;
        }
        case "stuck" -> stuck = bare(word, value);
        case "expire-output" -> expire = expire(word, value);
        case "empty-outputs", "null-outputs", "output" -> outputs = outputs(word);
        default -> throw new UnknownWord(word, "is not a word of the sandbox");
      }
    }
    return new Script(fail, delay, submit, poll, spoilSubmit, spoilPoll, stuck, expire, outputs);
  }

  private static Failing failing(String word, String value) {
    return Arrays.stream(Failing.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static @Nullable SubmitFault submit(String value) {
    return Arrays.stream(SubmitFault.values())
        .filter(each -> each.word().equals(value))
        .findFirst()
        .orElse(null);
  }

  private static Spoiling spoilSubmit(String word, String value) {
    return Spoil.of(value).map(kind -> new Spoiling(kind, 1)).orElseThrow(() -> unknown(word));
  }

  private static @Nullable Spoiling spoilPoll(String value) {
    Matcher match = POLL.matcher(value);
    if (!match.matches()) {
      return null;
    }
    @Nullable String count = match.group(2);
    return Spoil.of(match.group(1))
        .map(kind -> new Spoiling(kind, count == null ? 1 : Integer.parseInt(count)))
        .orElse(null);
  }

  private static Duration delay(String word, String value) {
    Matcher match = DELAY.matcher(value);
    if (!match.matches()) {
      throw new UnknownWord(word, "is not a time such as 20s or 500ms");
    }
    long amount = Long.parseLong(match.group(1));
    return match.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
  }

  private static PollFault poll(String word, String value) {
    Matcher match = POLL.matcher(value);
    if (!match.matches()) {
      throw unknown(word);
    }
    String what = match.group(1);
    @Nullable String count = match.group(2);
    int times = count == null ? 1 : Integer.parseInt(count);
    if (Character.isDigit(what.charAt(0))) {
      return new PollFault(PollFault.Kind.STATUS, Integer.parseInt(what), times);
    }
    return Arrays.stream(PollFault.Kind.values())
        .filter(kind -> kind != PollFault.Kind.STATUS)
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(what))
        .findFirst()
        .map(kind -> new PollFault(kind, 0, times))
        .orElseThrow(() -> unknown(word));
  }

  private static int expire(String word, String value) {
    return switch (value) {
      case "", "404" -> 404;
      case "403" -> 403;
      default -> throw unknown(word);
    };
  }

  private static OutputShape outputs(String word) {
    return switch (word) {
      case "empty-outputs" -> OutputShape.EMPTY;
      case "null-outputs" -> OutputShape.NULL;
      case "output=object" -> OutputShape.OBJECTS;
      default -> throw unknown(word);
    };
  }

  private static boolean bare(String word, String value) {
    if (!value.isEmpty()) {
      throw unknown(word);
    }
    return true;
  }

  private static UnknownWord unknown(String word) {
    return new UnknownWord(word, "is not a word of the sandbox");
  }
}
