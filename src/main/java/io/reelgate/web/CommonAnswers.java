package io.reelgate.web;

import io.reelgate.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.springdoc.core.customizers.OpenApiCustomizer;

/// Adds the errors that a route can answer with, and the request id, to every operation under
/// {@code /v1}. What a route describes itself is left alone.
final class CommonAnswers implements OpenApiCustomizer {
  private static final String API = "/v1/";
  private static final String REQUEST_ID = "RequestId";
  private static final String ERROR = "Error";
  private static final List<CommonError> ERRORS =
      List.of(
          new CommonError(
              "BadRequest", 400, "A field is wrong; `param` names it.", Route::takesInput),
          new CommonError(
              "Unauthenticated", 401, "The key is missing, wrong or revoked.", route -> true),
          new CommonError(
              "Forbidden",
              403,
              "The tenant is disabled, or the key may only read.",
              Route::isForTenants),
          new CommonError(
              "NotFound",
              404,
              "There is no such object, or it belongs to somebody else.",
              Route::namesAnObject),
          new CommonError(
              "Conflict",
              409,
              "Another request or the object's state stands in the way.",
              Route::changes),
          new CommonError("TooLarge", 413, "The body is too large.", Route::takesBody),
          new CommonError(
              "MediaType", 415, "The body's content type is not supported here.", Route::takesBody),
          new CommonError(
              "KeyReused",
              422,
              "The idempotency key came with another request before.",
              Route::takesIdempotencyKey),
          new CommonError(
              "TooMany", 429, "Too many requests or videos at once.", Route::isForTenants),
          new CommonError("Internal", 500, "Something failed on our side.", route -> true),
          new CommonError(
              "Overloaded", 503, "Not available just now; nothing was done.", route -> true));

  @Override
  public void customise(OpenAPI api) {
    Components components = api.getComponents();
    ModelConverters.getInstance(true)
        .readAll(Problem.class)
        .forEach((name, schema) -> components.addSchemas(name, schema));
    components.addHeaders(REQUEST_ID, requestId());
    ERRORS.forEach(error -> components.addResponses(error.name(), answer(error.description())));
    api.getPaths()
        .forEach((path, item) -> {
          if (path.startsWith(API)) {
            describe(path, item);
          }
        });
  }

  private static void describe(String path, PathItem item) {
    item.readOperationsMap()
        .forEach((method, operation) -> describe(new Route(path, method, operation)));
  }

  private static void describe(Route route) {
    ApiResponses responses = route.operation().getResponses();
    responses.values().forEach(CommonAnswers::addRequestId);
    for (CommonError error : ERRORS) {
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

  private static ApiResponse answer(String description) {
    Schema<?> error = new Schema<>().$ref("#/components/schemas/" + ERROR);
    MediaType json = new MediaType().schema(error);
    ApiResponse response =
        new ApiResponse()
            .description(description)
            .content(new Content().addMediaType("application/json", json));
    addRequestId(response);
    return response;
  }

  private static Header requestId() {
    return new Header()
        .description("The id of this exchange: the caller's own, or a new one.")
        .required(true)
        .schema(new StringSchema().example("req_2f6c1a90c6f44d8a9d0ae0a5c7c1b1de"));
  }

  private record Route(String path, HttpMethod method, Operation operation) {
    private static final Set<HttpMethod> CHANGING =
        EnumSet.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    boolean takesInput() {
      return takesBody() || operation.getParameters() != null;
    }

    boolean takesBody() {
      return operation.getRequestBody() != null;
    }

    boolean namesAnObject() {
      return path.contains("{");
    }

    boolean changes() {
      return CHANGING.contains(method);
    }

    boolean takesIdempotencyKey() {
      return method == HttpMethod.POST && isForTenants();
    }

    boolean isForTenants() {
      return !path.startsWith("/v1/admin/");
    }
  }

  /// An error of the whole API.
  ///
  /// @param name its name among the components
  /// @param appliesTo which routes can have it
  private record CommonError(
      String name, int status, String description, Predicate<Route> appliesTo) {}
}
