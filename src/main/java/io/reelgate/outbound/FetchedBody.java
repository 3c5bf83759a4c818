package io.reelgate.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/// A body on its way.
final class FetchedBody implements Fetch.Body {
  private final int status;
  private final Fetch.Headers headers;
  private final BodyStream stream;

  FetchedBody(int status, Fetch.Headers headers, BodyStream stream) {
    this.status = status;
    this.headers = headers;
    this.stream = stream;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Fetch.Headers headers() {
    return headers;
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    WritableByteChannel channel = Channels.newChannel(target);
    for (DataBuffer buffer; (buffer = stream.next()) != null; ) {
      try (var chunks = buffer.readableByteBuffers()) {
        while (chunks.hasNext()) {
          channel.write(chunks.next());
        }
      } finally {
        DataBufferUtils.release(buffer);
      }
    }
  }

  @Override
  public byte[] read(int most) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (bytes.size() < most) {
      @Nullable DataBuffer buffer = stream.next();
      if (buffer == null) {
        break;
      }
      byte[] chunk = new byte[Math.min(buffer.readableByteCount(), most - bytes.size())];
      buffer.read(chunk);
      DataBufferUtils.release(buffer);
      bytes.write(chunk);
    }
    close();
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    stream.close();
  }

  @Override
  public String toString() {
    return "FetchedBody[" + status + "]";
  }
}
