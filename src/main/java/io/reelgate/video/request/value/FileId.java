package io.reelgate.video.request.value;

import io.reelgate.video.request.body.Uploads;
import tools.jackson.databind.JsonNode;

/// The id of an uploaded file: known to the contract, refused until there are uploads.
record FileId() implements ValueReader {
  @Override
  public JsonNode read(Input input) {
    throw Uploads.refused(input.path());
  }
}
