package io.reelgate.provider.runware;

import io.reelgate.provider.http.ProviderJson;
import io.reelgate.provider.http.Reply;
import io.reelgate.provider.runware.RunwareWire.Result;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the provider sends to an order's own address, of which two shapes are known: the bare
/// video, and the same envelope as an answer's.
final class RunwareCallback {
  private RunwareCallback() {}

  /// Whether it shows a video of the task.
  static boolean tellsOf(TaskName task, String body) {
    RunwareAnswer envelope = RunwareAnswer.of(new Reply.Answered(200, body, null));
    Stream<Result> bare = ProviderJson.read(body, Result.class).stream();
    return Stream.concat(envelope.results().stream(), bare)
        .anyMatch(each -> isVideo(each) && names(task, each.taskUuid()));
  }

  private static boolean isVideo(Result result) {
    return (result.videoUuid() != null || result.videoUrl() != null || result.mediaUrl() != null)
        && !"error".equalsIgnoreCase(result.status());
  }

  private static boolean names(TaskName task, @Nullable String id) {
    return id != null && TaskName.key(id.strip()).equals(task.key());
  }
}
