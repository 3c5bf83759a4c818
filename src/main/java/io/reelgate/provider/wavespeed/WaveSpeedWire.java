package io.reelgate.provider.wavespeed;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/// The provider's JSON in its own words.
final class WaveSpeedWire {
  private WaveSpeedWire() {}

  /// The body of a submit. Keys that an endpoint does not know are dropped by the provider without
  /// a word, so what is null or empty here is not sent.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Task(
      @Nullable String prompt,
      @Nullable String image,
      @Nullable String lastImage,
      @Nullable String video,
      List<String> referenceImages,
      List<String> referenceVideos,
      List<String> referenceAudios,
      @Nullable String aspectRatio,
      String resolution,
      @Nullable Integer duration,
      @Nullable Boolean enableWebSearch,
      boolean generateAudio) {

    @Override
    public String toString() {
      return "Task[" + resolution + ", " + duration + "]";
    }
  }

  /// Around every answer; the last three only on errors, in one of several shapes.
  ///
  /// @param code repeats the HTTP status, or contradicts it
  record Envelope(
      @Nullable Integer code,
      @Nullable String message,
      @Nullable Prediction data,
      @Nullable JsonNode error,
      @Nullable JsonNode detail,
      @Nullable JsonNode errors) {}

  /// A task.
  ///
  /// @param outputs URLs, or objects with one
  /// @param code of the task itself; 0 is fine
  /// @param error why it failed; a text, or an object with one
  record Prediction(
      @Nullable String id,
      @Nullable JsonNode outputs,
      @Nullable String status,
      @Nullable Integer code,
      @Nullable JsonNode error) {}

  /// The question for a page of the history.
  ///
  /// @param createdAfter and createdBefore as ISO 8601
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Search(
      int page,
      int pageSize,
      String model,
      String createdAfter,
      String createdBefore,
      boolean includeInputs) {}

  /// Around a page of the history.
  record PageEnvelope(@Nullable Integer code, @Nullable Page data) {}

  record Page(@Nullable List<@Nullable Item> items) {}

  /// A task in the history.
  ///
  /// @param input the order, where the provider repeats it
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Item(
      @Nullable String id,
      @Nullable String model,
      @Nullable String createdAt,
      @Nullable JsonNode input) {

    @Override
    public String toString() {
      return "Item[" + id + ", " + model + "]";
    }
  }

  /// The question for a page of the billing records, charges and refunds alike.
  ///
  /// @param startTime and endTime as ISO 8601
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record BillSearch(int page, int pageSize, String startTime, String endTime) {}

  /// Around a page of the billing records.
  record BillsEnvelope(@Nullable Integer code, @Nullable Bills data) {}

  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Bills(@Nullable Boolean hasMore, @Nullable List<@Nullable Bill> items) {}

  /// One movement of money.
  ///
  /// @param billingType deduct or refund
  /// @param price in dollars
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  record Bill(
      @Nullable String uuid,
      @Nullable String billingType,
      @Nullable BigDecimal price,
      @Nullable String createdAt,
      @Nullable Billed prediction) {}

  /// The task that a movement is about.
  record Billed(@Nullable String uuid) {}
}
