package io.reelgate.job;

import io.reelgate.media.ByteSource;
import io.reelgate.outbound.FetchRequest;
import io.reelgate.outbound.GuardedClient;
import io.reelgate.outbound.Slice;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A file behind a URL that came from outside, read in pieces. All pieces together take no longer
/// than its request may; what comes later is not read.
final class RemoteFile implements ByteSource {
  private static final byte[] NOTHING = {};

  private final GuardedClient client;
  private final FetchRequest file;
  private final long openedAt = System.nanoTime();
  private OptionalLong totalLength = OptionalLong.empty();

  RemoteFile(GuardedClient client, FetchRequest file) {
    this.client = client;
    this.file = file;
  }

  @Override
  public byte[] read(long offset, int length) {
    Duration left = left();
    if (left != null && !left.isPositive()) {
      return NOTHING;
    }
    Optional<Slice> slice =
        client.readRange(left == null ? file : file.within(left), offset, length);
    slice.ifPresent(
        piece -> totalLength = piece.totalLength().isPresent() ? piece.totalLength() : totalLength);
    return slice.map(Slice::bytes).orElse(NOTHING);
  }

  /// Null where there is no end.
  private @Nullable Duration left() {
    Duration longest = file.longest();
    return longest == null ? null : longest.minusNanos(System.nanoTime() - openedAt);
  }

  /// As told by the pieces read so far.
  @Nullable Long totalLength() {
    return totalLength.isPresent() ? (Long) totalLength.getAsLong() : null;
  }
}
