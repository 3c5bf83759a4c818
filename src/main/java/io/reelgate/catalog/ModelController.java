package io.reelgate.catalog;

import io.reelgate.problem.ProblemCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What can be asked for: the plain list that every OpenAI client reads, and the list with
/// everything a model can do and what it costs.
@Tag(name = "models", description = "What can be made, by whom and for how much.")
@RestController
class ModelController {
  private final CurrentCatalog catalog;

  ModelController(CurrentCatalog catalog) {
    this.catalog = catalog;
  }

  @ApiResponse(responseCode = "200", description = "All models.", useReturnTypeSchema = true)
  @Operation(
      operationId = "listModels",
      description = "Ids that the field model takes.",
      summary = "List models")
  @GetMapping("/v1/models")
  ModelViews.PlainList models() {
    return new ModelViews.PlainList(
        "list", catalog.get().models().stream().map(ModelViews.Plain::of).toList());
  }

  @ApiResponse(responseCode = "200", description = "The model.", useReturnTypeSchema = true)
  @Operation(
      operationId = "retrieveModel",
      description = "By its id or by an alias.",
      summary = "See a model")
  @GetMapping("/v1/models/{id}")
  ModelViews.Plain model(
      @Parameter(description = "A model or an alias.", example = "seedance-2.0-mini") @PathVariable
          String id) {
    return catalog
        .get()
        .model(new ModelId(id))
        .map(ModelViews.Plain::of)
        .orElseThrow(() -> ProblemCode.MODEL_NOT_FOUND.problem("model", "there is no such model"));
  }

  @ApiResponse(
      responseCode = "200",
      description = "All models with what they can do.",
      useReturnTypeSchema = true)
  @Operation(
      operationId = "listVideoModels",
      summary = "List models with what they can do and cost",
      description = "Prices are US dollars per second of output.")
  @GetMapping("/v1/videos/models")
  ModelViews.CapableList capabilities() {
    Catalog now = catalog.get();
    List<ModelViews.Capable> models =
        now.models().stream()
            .map(model -> ModelViews.Capable.of(model, now.offers(model.id())))
            .toList();
    return new ModelViews.CapableList("list", models);
  }
}
