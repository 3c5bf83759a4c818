package io.reelgate.video;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Extras;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.job.JobWarning;
import io.reelgate.job.Reach;
import io.reelgate.problem.ProblemCode;
import io.reelgate.routing.Route;
import io.reelgate.routing.Router;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.tenant.Caller;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.DecodedRequest;
import io.reelgate.video.request.SourceVideo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From what a caller said to what will be done: completes the request with the model's defaults,
/// checks it against everything that permitted offers can do, and finds the route. Calls nobody.
@Component
class Planner {
  private final Catalog catalog;
  private final Sources sources;
  private final Router router;
  private final Reach reach;

  Planner(Catalog catalog, Sources sources, Router router, Reach reach) {
    this.catalog = catalog;
    this.sources = sources;
    this.router = router;
    this.reach = reach;
  }

  /// @param askedModel the model as the caller named it
  /// @param route has at least one candidate
  record Plan(
      ModelId askedModel,
      VideoSpec spec,
      RoutingPolicy policy,
      Route route,
      List<JobWarning> warnings) {}

  Plan plan(Caller caller, DecodedRequest decoded) {
    CreateVideoRequest request = decoded.request();
    SourceVideo video = request.video();
    SourceClip clip =
        video == null || video.id() == null ? null : sources.clip(caller.tenant(), video.id());
    ModelId asked = askedModel(request, clip);
    Model model = model(asked);
    checkPrompt(request, model);
    List<JobWarning> warnings = new ArrayList<>();
    decoded
        .warnings()
        .forEach(each -> warnings.add(new JobWarning(each.code(), each.param(), each.message())));
    warnings.addAll(new Honoured(request, model).warnings());
    var shape = new ShapeRules(model, decoded.operation(), request, clip, warnings).shape();
    List<Offer> offers = catalog.offers(model.id());
    Preferences preferences = new Preferences(request, catalog, offers);
    warnings.addAll(preferences.warnings());
    VideoSpec spec =
        new VideoSpec(
            model.id(),
            decoded.operation(),
            request.prompt(),
            shape,
            media(request, clip),
            extras(request, model, preferences));
    RoutingPolicy policy = preferences.policy();
    Route route = router.route(spec, offers, reach.providers(caller.live()), policy);
    if (route.candidates().isEmpty()) {
      throw RouteProblems.of(route, asked, request.size());
    }
    return new Plan(asked, spec, policy, route, warnings);
  }

  private ModelId askedModel(CreateVideoRequest request, @Nullable SourceClip clip) {
    if (request.model() != null) {
      return new ModelId(request.model());
    }
    return clip == null ? catalog.defaultModel().id() : clip.model();
  }

  private Model model(ModelId asked) {
    return catalog
        .model(asked)
        .orElseThrow(() ->
            ProblemCode.MODEL_NOT_FOUND.problem(
                "model",
                "there is no such model; the models are "
                    + Values.list(
                        catalog.models().stream().map(each -> each.id().value()).toList())));
  }

  private static void checkPrompt(CreateVideoRequest request, Model model) {
    if (request.prompt() == null) {
      throw ProblemCode.MISSING_REQUIRED_PARAMETER.problem(
          "prompt", "prompt is required for " + model.id());
    }
    if (request.prompt().length() > model.promptLimit()) {
      throw ProblemCode.INVALID_VALUE.problem(
          "prompt",
          "prompt must be at most %d characters for %s".formatted(model.promptLimit(), model.id()));
    }
  }

  private static Media media(CreateVideoRequest request, @Nullable SourceClip clip) {
    return new Media(
        request.firstFrame(), request.lastFrame(), request.references(), source(request, clip));
  }

  private static VideoSpec.@Nullable Source source(
      CreateVideoRequest request, @Nullable SourceClip clip) {
    if (clip != null) {
      return new VideoSpec.Source(clip.url(), clip.videoId(), clip.seconds());
    }
    return request.video() == null || request.video().url() == null
        ? null
        : new VideoSpec.Source(request.video().url(), null, null);
  }

  private static Extras extras(CreateVideoRequest request, Model model, Preferences preferences) {
    Long seed = request.seed() == null || request.seed() < 0 ? null : request.seed();
    boolean audio = Objects.requireNonNullElse(request.generateAudio(), model.defaults().audio());
    return new Extras(audio, request.negativePrompt(), seed, preferences.options());
  }
}
