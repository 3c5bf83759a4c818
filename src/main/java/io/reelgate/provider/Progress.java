package io.reelgate.provider;

import io.reelgate.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a provider says of an accepted task.
public sealed interface Progress {
  /// Not finished, or in words that nobody knows.
  ///
  /// @param percent 0 to 100 if the provider tells
  record Running(@Nullable Integer percent) implements Progress {
    public static final Running UNTOLD = new Running(null);
  }

  /// Finished with at least one output.
  ///
  /// @param reportedCost what the provider says it charged; null when it does not say
  /// @param seed the one used, if the provider tells
  record Succeeded(List<Output> outputs, @Nullable Usd reportedCost, @Nullable Long seed)
      implements Progress {
    public Succeeded {
      if (outputs.isEmpty()) {
        throw new IllegalArgumentException("a success has at least one output");
      }
      outputs = List.copyOf(outputs);
    }
  }

  /// The provider's own terminal failure.
  ///
  /// @param free whether the provider is known not to charge for a failure of this kind
  record Failed(Failure failure, boolean free) implements Progress {}

  /// The provider does not know the ticket, which right after the submit means little.
  record NotFound(Failure failure) implements Progress {}

  /// The question got no usable answer; nothing is known about the task.
  ///
  /// @param asked false where the question was not even put, because the account may ask no more
  ///   for now: that counts for nothing, and the task keeps its place in the line
  record NoAnswer(Failure failure, boolean asked) implements Progress {
    public NoAnswer(Failure failure) {
      this(failure, true);
    }

    public static NoAnswer unasked(Failure failure) {
      return new NoAnswer(failure, false);
    }
  }
}
