package io.reelgate.work;

/// Does one item of claimed work, on a virtual thread of its own.
@FunctionalInterface
public interface WorkHandler<T> {
  /// What it throws is a bug: it is logged, and the item is left to the sweep.
  void handle(T item);

  /// Called instead for an item that was claimed while the process began to stop.
  default void giveBack(T item) {
    handle(item);
  }
}
