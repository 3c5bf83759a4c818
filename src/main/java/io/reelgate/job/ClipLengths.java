package io.reelgate.job;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.Price;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.catalog.VideoSpec.ReferenceKind;
import io.reelgate.catalog.VideoSpec.Source;
import io.reelgate.media.Mp4Header;
import io.reelgate.outbound.FetchRequest;
import io.reelgate.outbound.GuardedClient;
import io.reelgate.outbound.UrlSource;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds out how long the input clips of a spec are, for prices that depend on it: a few range
/// requests for the header of each file. What cannot be had in time stays unknown.
@Component
public class ClipLengths {
  private static final Logger LOG = LoggerFactory.getLogger(ClipLengths.class);

  private final GuardedClient client;

  ClipLengths(GuardedClient client) {
    this.client = client;
  }

  /// Whether the price depends on a length that the spec does not know.
  public static boolean matter(VideoSpec spec, Price price) {
    boolean billed = price.input() != null && spec.inputSeconds() == null;
    Source source = spec.media().source();
    boolean followed =
        spec.operation() == Operation.EDIT
            && spec.shape().seconds() instanceof Seconds.Auto
            && source != null
            && source.seconds() == null;
    return billed || followed;
  }

  /// The spec with every length that could be found. Never throws; calls servers that tenants name,
  /// so never within a transaction.
  ///
  /// @param limit longest time for all clips together
  public VideoSpec probe(VideoSpec spec, Duration limit) {
    try {
      return new Probe(System.nanoTime() + limit.toNanos()).of(spec);
    } catch (RuntimeException e) {
      LOG.error("input clips cannot be looked at: {}", e.getClass().getName());
      return spec;
    }
  }

  /// Looks at one clip after the other, until its time is over.
  private final class Probe {
    private final long end;

    Probe(long end) {
      this.end = end;
    }

    VideoSpec of(VideoSpec spec) {
      Media media = spec.media();
      Source source = media.source();
      Media clearer =
          new Media(
              media.firstFrame(),
              media.lastFrame(),
              media.references().stream().map(this::reference).toList(),
              source == null ? null : source(source));
      return new VideoSpec(
          spec.model(), spec.operation(), spec.prompt(), spec.shape(), clearer, spec.extras());
    }

    /// What our own video is the source of lies at its provider.
    private Source source(Source source) {
      UrlSource from = source.videoId() == null ? UrlSource.TENANT : UrlSource.PROVIDER;
      return source.seconds() != null
          ? source
          : new Source(source.url(), source.videoId(), seconds(source.url(), from));
    }

    private Reference reference(Reference reference) {
      return reference.kind() != ReferenceKind.VIDEO || reference.seconds() != null
          ? reference
          : new Reference(
              reference.kind(), reference.url(), seconds(reference.url(), UrlSource.TENANT));
    }

    private @Nullable Double seconds(String url, UrlSource from) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      var file = new RemoteFile(client, FetchRequest.of(url, from).within(left));
      Optional<Mp4Header> header = Mp4Header.read(file);
      return header.map(Mp4Header::seconds).orElse(null);
    }
  }
}
