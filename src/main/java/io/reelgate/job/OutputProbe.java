package io.reelgate.job;

import io.reelgate.media.Mp4Header;
import io.reelgate.outbound.FetchRequest;
import io.reelgate.outbound.GuardedClient;
import io.reelgate.outbound.UrlSource;
import io.reelgate.provider.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks at finished outputs where the provider keeps them: a few range requests for the header of
/// the file. A file that cannot be read now is an output all the same, with its facts unknown.
@Component
class OutputProbe {
  private static final Logger LOG = LoggerFactory.getLogger(OutputProbe.class);
  private static final String MP4 = "video/mp4";

  private final GuardedClient client;

  OutputProbe(GuardedClient client) {
    this.client = client;
  }

  List<StoredOutput> look(ClaimedOutputs job) {
    List<StoredOutput> outputs = new ArrayList<>();
    for (Output output : job.outputs()) {
      outputs.add(look(job, outputs.size(), output.url()));
    }
    return outputs;
  }

  private StoredOutput look(ClaimedOutputs job, int index, String url) {
    var file = new RemoteFile(client, FetchRequest.of(url, UrlSource.PROVIDER));
    Optional<Mp4Header> header = Mp4Header.read(file);
    if (header.isEmpty()) {
      LOG.warn(
          "job {}: output {} at {}/{} could not be looked at, its facts stay unknown",
          job.lease().id(),
          index,
          job.provider(),
          job.account());
    }
    return new StoredOutput(
        index,
        url,
        MP4,
        file.totalLength(),
        header.map(Mp4Header::width).orElse(null),
        header.map(Mp4Header::height).orElse(null),
        header.map(Mp4Header::seconds).orElse(null),
        header.map(OutputProbe::wholeFps).orElse(null),
        header.map(Mp4Header::hasAudio).orElse(null),
        job.seed());
  }

  private static @Nullable Integer wholeFps(Mp4Header header) {
    Double fps = header.fps();
    return fps == null ? null : (Integer) (int) Math.round(fps);
  }
}
