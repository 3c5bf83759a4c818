package io.reelgate.video;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.CurrentCatalog;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Terms;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.VideoSpec.Extras;
import io.reelgate.catalog.VideoSpec.Media;
import io.reelgate.job.JobWarning;
import io.reelgate.job.Reach;
import io.reelgate.problem.ProblemCode;
import io.reelgate.routing.Candidate;
import io.reelgate.routing.Circumstances;
import io.reelgate.routing.Route;
import io.reelgate.routing.Router;
import io.reelgate.routing.RoutingPolicy;
import io.reelgate.tenant.Caller;
import io.reelgate.video.request.CreateVideoRequest;
import io.reelgate.video.request.DecodedRequest;
import io.reelgate.video.request.SourceVideo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// From what a caller said to what will be done: completes the request with the model's defaults,
/// checks it against everything that permitted offers can do, and finds the route. Calls nobody.
@Component
class Planner {
  private final CurrentCatalog catalog;
  private final Sources sources;
  private final Router router;
  private final Reach reach;

  Planner(CurrentCatalog catalog, Sources sources, Router router, Reach reach) {
    this.catalog = catalog;
    this.sources = sources;
    this.router = router;
    this.reach = reach;
  }

  /// A request that was understood, with everything that could run it and everything that could
  /// not.
  ///
  /// @param askedModel the model as the caller named it
  record Plan(
      ModelId askedModel,
      VideoSpec spec,
      RoutingPolicy policy,
      Route route,
      List<JobWarning> warnings) {}

  /// Plans a video that is to be made.
  ///
  /// @return a plan with at least one candidate, which its warnings are about
  Plan plan(Caller caller, DecodedRequest decoded) {
    Plan plan = draft(caller, decoded, UnaryOperator.identity());
    if (plan.route().candidates().isEmpty()) {
      throw RouteProblems.of(plan.route(), plan.askedModel(), decoded.request().size());
    }
    return plan;
  }

  /// Plans, whether there is a candidate or not.
  ///
  /// @param clearer adds what can be learned about the inputs
  Plan draft(Caller caller, DecodedRequest decoded, UnaryOperator<VideoSpec> clearer) {
    Catalog now = catalog.get();
    CreateVideoRequest request = decoded.request();
    SourceVideo video = request.video();
    SourceClip clip =
        video == null || video.id() == null ? null : sources.clip(caller.tenant(), video.id());
    ModelId asked = askedModel(now, request, clip);
    Model model = model(now, asked);
    checkPrompt(request, model);
    List<JobWarning> warnings = new ArrayList<>();
    decoded
        .warnings()
        .forEach(each -> warnings.add(new JobWarning(each.code(), each.param(), each.message())));
    warnings.addAll(new Honoured(request, model).warnings());
    var shape = new ShapeRules(model, decoded.operation(), request, clip, warnings).shape();
    Preferences preferences = new Preferences(request, now, now.offers(model.id()), caller);
    warnings.addAll(preferences.warnings());
    VideoSpec spec =
        new VideoSpec(
            model.id(),
            decoded.operation(),
            request.prompt(),
            shape,
            media(request, clip),
            extras(request, model, preferences));
    Integer deadline = request.deadlineSeconds();
    Circumstances circumstances =
        reach.circumstances(caller.live(), deadline == null ? null : Duration.ofSeconds(deadline));
    return routed(now, asked, clearer.apply(spec), preferences.policy(), warnings, circumstances);
  }

  private Plan routed(
      Catalog now,
      ModelId asked,
      VideoSpec spec,
      RoutingPolicy policy,
      List<JobWarning> warnings,
      Circumstances circumstances) {
    Route route = router.route(spec, now.offers(spec.model()), policy, circumstances);
    Candidate best = route.best().orElse(null);
    if (best == null) {
      return new Plan(asked, spec, policy, route, List.copyOf(warnings));
    }
    List<JobWarning> all = new ArrayList<>(warnings);
    all.addAll(IgnoredFields.warnings(route, spec));
    VideoSpec made =
        best.terms().ignored(spec).contains(Terms.Wish.ASPECT_RATIO) ? spec.anySize() : spec;
    return new Plan(asked, made, policy, route, List.copyOf(all));
  }

  private static ModelId askedModel(
      Catalog now, CreateVideoRequest request, @Nullable SourceClip clip) {
    if (request.model() != null) {
      return new ModelId(request.model());
    }
    return clip == null ? now.defaultModel().id() : clip.model();
  }

  private static Model model(Catalog now, ModelId asked) {
    return now.model(asked)
        .orElseThrow(() ->
            ProblemCode.MODEL_NOT_FOUND.problem(
                "model",
                "there is no such model; the models are "
                    + Values.list(now.models().stream().map(each -> each.id().value()).toList())));
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
