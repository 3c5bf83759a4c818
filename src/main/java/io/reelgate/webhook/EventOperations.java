package io.reelgate.webhook;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;

/// What all sends to receivers have in common in the API document.
final class EventOperations {
  static final Tag EVENTS =
      new Tag()
          .name("events")
          .description("What receivers are sent; verify it before you trust it.");

  private EventOperations() {}

  /// @param schema reference of the body's
  static Operation of(String schema, String name, Example example) {
    MediaType json = new MediaType().schema(new Schema<>().$ref(schema)).addExamples(name, example);
    return new Operation()
        .addTagsItem(EVENTS.getName())
        .security(List.of())
        .requestBody(
            new RequestBody()
                .required(true)
                .description("The event.")
                .content(new Content().addMediaType("application/json", json)))
        .responses(answers());
  }

  static Parameter header(String name, String description, Schema<?> schema) {
    return new HeaderParameter().name(name).required(true).description(description).schema(schema);
  }

  private static ApiResponses answers() {
    return new ApiResponses()
        .addApiResponse("2XX", new ApiResponse().description("It has arrived."))
        .addApiResponse("410", new ApiResponse().description("Never again: disables the endpoint."))
        .addApiResponse("default", new ApiResponse().description("It is sent again later."));
  }
}
