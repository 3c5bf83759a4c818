package io.reelgate.video;

import io.reelgate.job.JobView;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A video that is over, as OpenRouter's webhooks tell of it. What is not known is left out: its
/// clients refuse a null.
@Component
public class OpenRouterPayload {
  private final VideoViews views;
  private final JsonMapper mapper;

  OpenRouterPayload(VideoViews views, JsonMapper mapper) {
    this.views = views;
    this.mapper = mapper;
  }

  public ObjectNode of(JobView job) {
    VideoView video = views.forEvent(job);
    ObjectNode data = names(job);
    List<VideoView.Output> outputs = video.details().outputs();
    if (!outputs.isEmpty()) {
      var urls = data.putArray("unsigned_urls");
      outputs.forEach(output -> urls.add(output.url()));
    }
    if (video.details().usage() != null) {
      data.set("usage", mapper.valueToTree(video.details().usage()));
    }
    if (video.basics().error() != null) {
      data.put("error", video.basics().error().message());
    }
    return data;
  }

  /// The least that can be told: which video it is and how it ended.
  public ObjectNode names(JobView job) {
    String id = job.id().value();
    return mapper
        .createObjectNode()
        .put("id", id)
        .put("status", job.state().statusDetail())
        .put("generation_id", "gen_" + id.substring(id.indexOf('_') + 1))
        .put("model", job.model());
  }
}
