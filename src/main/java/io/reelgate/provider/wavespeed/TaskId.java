package io.reelgate.provider.wavespeed;

import java.util.regex.Pattern;

/// Which ids can be stored and asked for: opaque, but printable, short, and no step in a path.
final class TaskId {
  private static final Pattern USABLE = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern STEP = Pattern.compile("\\.{1,2}");

  private TaskId() {}

  static boolean usable(String id) {
    return USABLE.matcher(id).matches() && !STEP.matcher(id).matches();
  }
}
