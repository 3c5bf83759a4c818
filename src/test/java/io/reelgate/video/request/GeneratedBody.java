package io.reelgate.video.request;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.mock.web.MockHttpServletRequest;

/// A request without stated length whose body is made while it is read, and which tells how far it
/// was read.
final class GeneratedBody extends MockHttpServletRequest {
  private final byte[] head;
  private final byte[] tail;
  private final long length;
  private long read;
  private int most = Integer.MAX_VALUE;

  GeneratedBody(String type, String head, String tail, long length) {
    super("POST", "/v1/videos");
    setContentType(type);
    this.head = head.getBytes(StandardCharsets.UTF_8);
    this.tail = tail.getBytes(StandardCharsets.UTF_8);
    this.length = length;
  }

  /// Lets every read give one byte.
  GeneratedBody dripping() {
    most = 1;
    return this;
  }

  long read() {
    return read;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Generated();
  }

  private byte next() {
    long at = read++;
    if (at < head.length) {
      return head[(int) at];
    }
    long fromEnd = length - at;
    return fromEnd > tail.length ? (byte) 'x' : tail[(int) (tail.length - fromEnd)];
  }

  private final class Generated extends ServletInputStream {
    @Override
    public int read() {
      return read == length ? -1 : next();
    }

    @Override
    public int read(byte[] target, int offset, int wanted) {
      int count = (int) Math.min(Math.min(wanted, most), length - read);
      for (int index = 0; index < count; index++) {
        target[offset + index] = next();
      }
      return count == 0 && wanted > 0 ? -1 : count;
    }

    @Override
    public boolean isFinished() {
      return read == length;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
