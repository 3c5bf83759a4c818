package io.reelgate.video.request;

import io.reelgate.catalog.Operation;
import io.reelgate.catalog.VideoSpec.Reference;
import io.reelgate.problem.ProblemCode;
import io.reelgate.video.request.body.BodyReader;
import io.reelgate.video.request.body.Path;
import io.reelgate.video.request.body.RequestBody;
import io.reelgate.video.request.value.Input;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads the request of a POST that makes a job.
@Component
public class RequestDecoder {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final BodyReader bodies;

  public RequestDecoder(ApiProperties properties) {
    this.bodies =
        new BodyReader(
            Math.toIntExact(properties.maxJsonBody().toBytes()),
            properties.maxFormBody().toBytes(),
            Fields::known);
  }

  /// Reads and checks everything that needs no catalog.
  ///
  /// @throws io.reelgate.problem.ProblemException for every mistake of the caller, and for nothing
  ///   else
  public DecodedRequest decode(HttpServletRequest http, Purpose purpose) {
    RequestBody body = bodies.read(http);
    CanonicalRequest sent = new CanonicalRequest();
    sent.addBody(new Input(body.tree(), Path.BODY, body.form()));
    sent.addTwins(HeaderTwins.options(http), HeaderTwins.maxCost(http));
    sent.combine();
    addSource(sent, purpose);
    CreateVideoRequest request = MAPPER.treeToValue(sent.values(), CreateVideoRequest.class);
    Operation operation = new Contradictions(purpose, sent, request).check();
    Fingerprint fingerprint = Fingerprint.of(purpose, comparable(sent.values(), request));
    return new DecodedRequest(request, operation, fingerprint, sent.warnings());
  }

  private static void addSource(CanonicalRequest sent, Purpose purpose) {
    if (purpose instanceof Purpose.Remix(String sourceId)) {
      if (sent.has("video")) {
        throw sent.path("video")
            .problem(ProblemCode.UNSUPPORTED_PARAMETER, "already stands in the path of a remix");
      }
      ObjectNode source = JsonNodeFactory.instance.objectNode().put("id", sourceId);
      sent.put("video", source, Path.BODY.member("video"));
    }
  }

  /// The request with one form for all ways to name an input.
  private static JsonNode comparable(ObjectNode values, CreateVideoRequest request) {
    ObjectNode canonical = values.deepCopy();
    canonical.remove(
        List.of(
            "input_reference", "frame_images", "first_frame", "last_frame", "input_references"));
    put(canonical, "first_frame", request.firstFrame());
    put(canonical, "last_frame", request.lastFrame());
    if (!request.references().isEmpty()) {
      ArrayNode references = canonical.putArray("input_references");
      for (Reference reference : request.references()) {
        references.addObject().put(reference.kind().name(), reference.url());
      }
    }
    return canonical;
  }

  private static void put(ObjectNode canonical, String name, @Nullable String value) {
    if (value != null) {
      canonical.put(name, value);
    }
  }
}
