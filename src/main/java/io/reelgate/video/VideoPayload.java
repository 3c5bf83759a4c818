package io.reelgate.video;

import io.reelgate.job.JobView;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The video object as events carry it: the same as the API's, with links that live longer, and
/// never larger than an event may be.
@Component
public class VideoPayload {
  private final VideoViews views;
  private final JsonMapper mapper;

  VideoPayload(VideoViews views, JsonMapper mapper) {
    this.views = views;
    this.mapper = mapper;
  }

  /// Where the whole object is too large, the texts of the caller go first, then all of the outputs
  /// but their numbers, and at last what the caller and the gateway have noted about it.
  ///
  /// @param mostBytes that the object may have
  public ObjectNode of(JobView job, int mostBytes) {
    ObjectNode video = mapper.valueToTree(views.forEvent(job));
    if (size(video) > mostBytes) {
      video.putNull("prompt").putNull("negative_prompt");
    }
    if (size(video) > mostBytes) {
      video.set("outputs", numbers(video));
    }
    if (size(video) > mostBytes) {
      video.set("metadata", mapper.createObjectNode());
      video.set("warnings", mapper.createArrayNode());
    }
    return video;
  }

  private ArrayNode numbers(ObjectNode video) {
    ArrayNode numbers = mapper.createArrayNode();
    video
        .required("outputs")
        .forEach(output ->
            numbers.add(mapper.createObjectNode().set("index", output.required("index"))));
    return numbers;
  }

  private int size(ObjectNode video) {
    return mapper.writeValueAsBytes(video).length;
  }
}
