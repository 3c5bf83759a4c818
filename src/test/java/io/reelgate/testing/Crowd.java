package io.reelgate.testing;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Several clients at once.
public final class Crowd {
  private Crowd() {}

  /// Makes all the calls, so many at a time, and gives the answers in order.
  public static <T> List<T> call(int clients, int calls, IntFunction<T> call) {
    try (ExecutorService crowd =
        Executors.newFixedThreadPool(clients, Thread.ofVirtual().factory())) {
      List<Future<T>> answers =
          IntStream.range(0, calls)
              .mapToObj(number -> crowd.submit(() -> call.apply(number)))
              .toList();
      return answers.stream().map(Crowd::get).toList();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
