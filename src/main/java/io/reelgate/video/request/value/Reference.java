package io.reelgate.video.request.value;

import io.reelgate.problem.ProblemCode;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One element of {@code input_references}: an object, or a URL whose extension tells its kind.
public record Reference() implements ValueReader {
  private static final List<String> KINDS = List.of("image_url", "video_url", "audio_url");
  private static final Members MEMBERS =
      new Members(
          Map.of(
              "type", new Word(KINDS, Map.of()),
              "image_url", new MediaLink(),
              "video_url", new MediaLink(),
              "audio_url", new MediaLink(),
              "file_id", new FileId()));

  @Override
  public JsonNode read(Input sent) {
    Input input = sent.structured();
    if (input.text().isPresent()) {
      String url = Link.MEDIA.read(input).stringValue();
      String key = MediaKind.key(MediaKind.of(url));
      ObjectNode reference = Input.NODES.objectNode().put("type", key);
      reference.putObject(key).put("url", url);
      return reference;
    }
    ObjectNode reference = (ObjectNode) MEMBERS.read(input);
    List<String> given = KINDS.stream().filter(reference::has).toList();
    if (given.size() != 1) {
      throw input.invalid("must have exactly one of " + String.join(", ", KINDS));
    }
    JsonNode type = reference.get("type");
    if (type != null && !type.stringValue().equals(given.getFirst())) {
      throw input
          .member("type")
          .path()
          .problem(ProblemCode.CONFLICTING_PARAMETERS, "does not name the URL that is given");
    }
    return reference.put("type", given.getFirst());
  }
}
