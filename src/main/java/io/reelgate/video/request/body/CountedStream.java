package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body that may have only so many bytes, counted as they arrive: a caller's own statement of the
/// length is not needed and not trusted.
final class CountedStream extends FilterInputStream {
  private final long most;
  private long count;

  CountedStream(InputStream body, long most) {
    super(body);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  /// Fills the target unless the body ends: a body that trickles in byte by byte must not cost more
  /// than one that comes at once.
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.readNBytes(target, offset, length);
    count(read);
    return read == 0 && length > 0 ? -1 : read;
  }

  private void count(int read) {
    count += read;
    if (count > most) {
      throw tooLarge(most);
    }
  }

  static ProblemException tooLarge(long most) {
    return ProblemCode.PAYLOAD_TOO_LARGE.problem(
        null, "the request body may have at most " + most + " bytes");
  }
}
