package io.reelgate.web;

import io.reelgate.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Adds the errors that a route can answer with, and the request id, to every operation. What a
/// route describes itself is left alone.
final class CommonAnswers implements OpenApiCustomizer {
  private static final String REQUEST_ID = "RequestId";
  private static final String ERROR = "Error";

  @Override
  public void customise(OpenAPI api) {
    Components components = api.getComponents();
    ModelConverters.getInstance(true)
        .readAll(Problem.class)
        .forEach((name, schema) -> components.addSchemas(name, schema));
    components.addHeaders(REQUEST_ID, requestId());
    CommonError.ALL.forEach(error -> components.addResponses(error.name(), answer(error)));
    api.getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) -> describe(new ApiRoute(path, method, operation))));
  }

  private static void describe(ApiRoute route) {
    ApiResponses responses = route.operation().getResponses();
    responses.values().forEach(CommonAnswers::addRequestId);
    if (route.isHead()) {
      responses.values().forEach(response -> response.setContent(null));
    }
    if (route.hasEnvelope()) {
      addErrors(route, responses);
    }
  }

  private static void addErrors(ApiRoute route, ApiResponses responses) {
    for (CommonError error : CommonError.ALL) {
      if (error.appliesTo().test(route)) {
        ApiResponse reference = new ApiResponse().$ref("#/components/responses/" + error.name());
        responses.putIfAbsent(Integer.toString(error.status()), reference);
      }
    }
  }

  private static void addRequestId(ApiResponse response) {
    Header reference = new Header().$ref("#/components/headers/" + REQUEST_ID);
    response.addHeaderObject(RequestId.HEADER, reference);
  }

  private static ApiResponse answer(CommonError error) {
    Schema<?> schema = new Schema<>().$ref("#/components/schemas/" + ERROR);
    MediaType json = new MediaType().schema(schema).example(example(error.example().error()));
    ApiResponse response =
        new ApiResponse()
            .description(error.description())
            .content(new Content().addMediaType("application/json", json));
    addRequestId(response);
    error.headers().forEach((name, header) -> response.addHeaderObject(name, header));
    return response;
  }

  /// As a map, because the document is not written by the mapper that writes answers.
  private static Map<String, Object> example(Problem.Body error) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("message", error.message());
    body.put("type", error.type());
    body.put("param", error.param());
    body.put("code", error.code());
    return Map.of("error", body);
  }

  private static Header requestId() {
    return new Header()
        .description("The id of this exchange: the caller's own, or a new one.")
        .required(true)
        .schema(new StringSchema().example("req_2f6c1a90c6f44d8a9d0ae0a5c7c1b1de"));
  }
}
