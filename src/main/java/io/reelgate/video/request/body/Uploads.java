package io.reelgate.video.request.body;

import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;

/// The one answer to every kind of file that is not behind a public URL.
public final class Uploads {
  private Uploads() {}

  public static ProblemException refused(Path path) {
    return path.problem(
        ProblemCode.INVALID_MEDIA,
        "cannot be a file, a data: URL or a file id, because uploads are not supported yet; send a"
            + " public http or https URL instead");
  }
}
