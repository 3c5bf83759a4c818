package io.reelgate.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list. The next page begins after {@code last_id}.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CursorPage<T>(
    @Schema(
            description = "The word list.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            allowableValues = "list")
        String object,
    @Schema(description = "The page.", requiredMode = Schema.RequiredMode.REQUIRED) List<T> data,
    @Schema(
            description = "The id of the first element; null on an empty page.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("first_id")
        @Nullable String firstId,
    @Schema(
            description = "The id of the last element; pass it as after to get the next page.",
            requiredMode = Schema.RequiredMode.REQUIRED,
            types = {"string", "null"})
        @JsonProperty("last_id")
        @Nullable String lastId,
    @Schema(
            description = "Whether there is a next page.",
            requiredMode = Schema.RequiredMode.REQUIRED)
        @JsonProperty("has_more")
        boolean hasMore) {
  private static final int MAX_LIMIT = 100;

  public CursorPage {
    data = List.copyOf(data);
  }

  /// @param found up to one row more than the limit: the extra one only tells that there are more
  public static <T> CursorPage<T> of(List<T> found, int limit, Function<T, String> id) {
    boolean hasMore = found.size() > limit;
    List<T> data = hasMore ? found.subList(0, limit) : found;
    @Nullable String first = data.isEmpty() ? null : id.apply(data.getFirst());
    @Nullable String last = data.isEmpty() ? null : id.apply(data.getLast());
    return new CursorPage<>("list", data, first, last, hasMore && limit > 0);
  }

  /// Refuses a limit outside 0 to 100.
  public static int checkedLimit(int limit) {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw ProblemCode.INVALID_VALUE.problem("limit", "limit must be 0 to " + MAX_LIMIT);
    }
    return limit;
  }
}
