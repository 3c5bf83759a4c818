package io.reelgate.provider.empiriolabs;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Words for states that nobody knows, each told once: the provider's list of them is not complete.
final class StrangeWords {
  private static final Logger LOG = LoggerFactory.getLogger(StrangeWords.class);
  private static final int MOST = 100;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /// @param word fit for a log
  void met(String word) {
    if (told.size() < MOST && told.add(word)) {
      LOG.warn("empiriolabs: a task is \"{}\", which nobody knows; it counts as running", word);
    }
  }

  Set<String> told() {
    return Set.copyOf(told);
  }
}
