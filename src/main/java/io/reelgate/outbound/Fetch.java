package io.reelgate.outbound;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How the fetching of a URL began.
public sealed interface Fetch {
  /// An answer of 200, 206 or 416, its body still to come. Must be closed.
  non-sealed interface Body extends Fetch, AutoCloseable {
    int status();

    Headers headers();

    /// Copies the body; reads from the network no faster than the target takes it.
    ///
    /// @throws BrokenBodyException when the body ends early or stalls
    /// @throws IOException what the target throws
    void writeTo(OutputStream target) throws IOException;

    /// The first bytes of the body, and no more than asked for.
    ///
    /// @throws BrokenBodyException when the body ends early or stalls
    byte[] read(int most) throws IOException;

    /// Ends the transfer, however much is still to come.
    @Override
    void close();
  }

  /// A rule forbids this address, now and later.
  record AddressDenied() implements Fetch {}

  /// The file is not there, or not for us: 401, 403, 404, 410.
  record Gone(int status) implements Fetch {}

  /// Nothing usable came; another try may do better.
  ///
  /// @param reason for operators; never holds the URL
  record Failed(String reason) implements Fetch {}

  /// What an answer says about its body.
  ///
  /// @param contentLength the length of this answer's body
  /// @param totalLength the length of the whole file
  record Headers(
      @Nullable String contentType,
      OptionalLong contentLength,
      OptionalLong totalLength,
      @Nullable String contentRange,
      @Nullable String etag,
      @Nullable String lastModified) {}
}
