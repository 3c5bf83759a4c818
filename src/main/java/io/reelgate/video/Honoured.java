package io.reelgate.video;

import io.reelgate.catalog.Model;
import io.reelgate.job.JobWarning;
import io.reelgate.problem.ProblemCode;
import io.reelgate.video.request.CreateVideoRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields of the contract that no offer honours now. The job runs, and a warning says so; a caller
/// who requires all parameters is refused instead. A default value never warns.
final class Honoured {
  private final CreateVideoRequest request;
  private final Model model;

  Honoured(CreateVideoRequest request, Model model) {
    this.request = request;
    this.model = model;
  }

  List<JobWarning> warnings() {
    List<String> unhonoured = new ArrayList<>();
    note(unhonoured, "fps", request.fps() != null && request.fps() != model.fps());
    note(unhonoured, "watermark", isTrue(request.watermark()));
    note(unhonoured, "camera_fixed", isTrue(request.cameraFixed()));
    note(unhonoured, "return_last_frame", isTrue(request.returnLastFrame()));
    note(unhonoured, "service_tier", "flex".equals(request.serviceTier()));
    if (!unhonoured.isEmpty()
        && request.provider() != null
        && isTrue(request.provider().requireParameters())) {
      String field = unhonoured.getFirst();
      throw ProblemCode.UNSUPPORTED_PARAMETER.problem(
          field, "no provider of %s honours %s".formatted(model.id(), field));
    }
    List<JobWarning> warnings = new ArrayList<>();
    unhonoured.forEach(field -> warnings.add(unsupported(field)));
    return warnings;
  }

  private JobWarning unsupported(String field) {
    return new JobWarning(
        "unsupported_parameter",
        field,
        "no provider of %s honours %s, so it has no effect".formatted(model.id(), field));
  }

  private static void note(List<String> fields, String field, boolean hasNoEffect) {
    if (hasNoEffect) {
      fields.add(field);
    }
  }

  private static boolean isTrue(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
