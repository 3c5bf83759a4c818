package io.reelgate.provider.runware;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Our handle for a task: its id at the provider, and how many videos it makes, without which
/// nobody can tell when the last of them is there.
///
/// @param id the provider's {@code taskUUID}, which is the attempt's token
/// @param results one where the handle does not say
record TaskName(String id, int results) {
  private static final Pattern SEVERAL = Pattern.compile("(.+)#([1-9])");

  static TaskName of(UUID token, int results) {
    return new TaskName(token.toString(), results);
  }

  static TaskName parse(String upstreamId) {
    Matcher several = SEVERAL.matcher(upstreamId);
    return several.matches()
        ? new TaskName(several.group(1), Integer.parseInt(several.group(2)))
        : new TaskName(upstreamId, 1);
  }

  String upstreamId() {
    return results == 1 ? id : id + "#" + results;
  }

  /// What answers are matched by, in whatever case they repeat the id.
  String key() {
    return key(id);
  }

  static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
