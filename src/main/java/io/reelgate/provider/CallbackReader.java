package io.reelgate.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.reelgate.catalog.VideoSpec;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The optional face of an adapter whose provider calls back under an address that the order names.
public interface CallbackReader {
  /// The order's task, as far as the call proves it. Nothing else in a callback is believed.
  ///
  /// @param account that took the order
  /// @param token of the attempt whose address was called
  Reading read(ProviderAccount account, UUID token, VideoSpec spec, Call call);

  /// What came in, as it came from outside.
  ///
  /// @param headers by their names in lower case, the first of each name
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy of each body would be waste
  record Call(Map<String, String> headers, byte[] body) {
    public Call {
      headers = Map.copyOf(headers);
    }

    /// Empty where there is no such header.
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    public String text() {
      return new String(body, UTF_8);
    }

    /// Neither signatures nor bodies are shown.
    @Override
    public String toString() {
      return "Call[" + body.length + " bytes]";
    }
  }

  /// What a call is worth.
  sealed interface Reading {
    /// @param upstreamId the provider's id of the task
    record Task(String upstreamId) implements Reading {}

    /// It may well be the provider's, but shows no task.
    record NoTask() implements Reading {}

    /// It should carry a proof of its sender, and does not.
    ///
    /// @param why in words for a log, without anything of the call
    record Unproven(String why) implements Reading {}
  }
}
