package io.reelgate.video;

import io.reelgate.job.JobId;
import io.reelgate.job.JobView;
import io.reelgate.job.Jobs;
import io.reelgate.problem.ProblemCode;
import io.reelgate.problem.ProblemException;
import io.reelgate.tenant.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/// The files of finished videos, by key or by a signed link.
@RestController
class ContentController implements ContentApi {
  private static final List<String> VARIANTS =
      List.of("video", "thumbnail", "spritesheet", "last_frame", "audio");
  private static final Pattern FILE = Pattern.compile("(\\d{1,2})\\.mp4");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

  private final Sources sources;
  private final Jobs jobs;
  private final MediaLinks links;
  private final FileStream stream;

  ContentController(Sources sources, Jobs jobs, MediaLinks links, FileStream stream) {
    this.sources = sources;
    this.jobs = jobs;
    this.links = links;
    this.stream = stream;
  }

  @Override
  public void content(
      Caller caller,
      String id,
      @Nullable String variant,
      @Nullable String index,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    checkVariant(Objects.requireNonNullElse(variant, "video"));
    int number = number(Objects.requireNonNullElse(index, "0"));
    JobView job = sources.find(caller.tenant(), id);
    if (variant != null && !variant.equals("video")) {
      throw ProblemCode.VARIANT_NOT_AVAILABLE.problem(
          "variant", "this video has no %s".formatted(variant));
    }
    stream.send(job.id(), sources.output(job, number), request, response);
  }

  @Override
  public void linked(
      String id,
      String file,
      @Nullable String exp,
      @Nullable String sig,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    JobId job = JobId.parse(id).orElseThrow(ContentController::badLink);
    Matcher name = FILE.matcher(file);
    if (!name.matches() || exp == null || sig == null || !SECONDS.matcher(exp).matches()) {
      throw badLink();
    }
    int index = Integer.parseInt(name.group(1));
    if (!links.valid(job, index, Long.parseLong(exp), sig)) {
      throw badLink();
    }
    JobView found = jobs.findByLink(job).orElseThrow(ContentController::badLink);
    stream.send(job, sources.output(found, index), request, response);
  }

  /// The same answer for every reason, so that a link tells nothing but its file.
  private static ProblemException badLink() {
    return ProblemCode.VIDEO_EXPIRED.problem(null, "the link is not valid or has expired");
  }

  private static void checkVariant(String variant) {
    if (!VARIANTS.contains(variant)) {
      throw ProblemCode.INVALID_VALUE.problem(
          "variant", "variant must be " + Values.list(VARIANTS));
    }
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,2}")) {
      throw ProblemCode.INVALID_VALUE.problem("index", "index must be a small whole number");
    }
    return Integer.parseInt(text);
  }
}
