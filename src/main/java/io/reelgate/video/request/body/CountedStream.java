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

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = super.read(target, offset, length);
    count(read);
    return read;
  }

  private void count(int read) {
    count += Math.max(0, read);
    if (count > most) {
      throw tooLarge(most);
    }
  }

  static ProblemException tooLarge(long most) {
    return ProblemCode.PAYLOAD_TOO_LARGE.problem(
        null, "the request body may have at most " + most + " bytes");
  }
}
