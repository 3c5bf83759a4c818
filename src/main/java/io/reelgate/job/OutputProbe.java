package io.reelgate.job;

import io.reelgate.provider.Output;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/// Looks at finished outputs where the provider keeps them.
@Component
class OutputProbe {
  List<StoredOutput> look(ClaimedOutputs job) {
    List<Output> outputs = job.outputs();
    return IntStream.range(0, outputs.size())
        .mapToObj(index ->
            new StoredOutput(
                index,
                outputs.get(index).url(),
                "video/mp4",
                null,
                null,
                null,
                null,
                null,
                null,
                job.seed()))
        .toList();
  }
}
