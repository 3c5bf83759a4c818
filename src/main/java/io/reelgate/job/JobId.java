package io.reelgate.job;

import java.util.Optional;
import java.util.regex.Pattern;

/// The id of a job, which is the id of its video: {@code video_} and a lower-case ULID whose time
/// part comes from the database clock, so that ids sort by creation.
public record JobId(String value) implements Comparable<JobId> {
  private static final Pattern FORM = Pattern.compile("video_[0-9a-z]{26}");

  public JobId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a job id");
    }
  }

  /// Empty for anything that can never be an id.
  public static Optional<JobId> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new JobId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(JobId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
