package io.reelgate.health;

import java.util.List;

/// Who knows the accounts. Answers from memory.
@FunctionalInterface
public interface Standings {
  List<Standing> all();
}
