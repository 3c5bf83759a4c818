package io.reelgate.routing;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.Operation;
import io.reelgate.catalog.ProviderId;
import io.reelgate.catalog.Seconds;
import io.reelgate.catalog.VideoSpec;
import io.reelgate.catalog.file.Catalogs;
import io.reelgate.health.CountedStore;
import io.reelgate.health.HealthBoard;
import io.reelgate.health.HealthKey;
import io.reelgate.health.HealthProperties;
import io.reelgate.health.HealthSnapshot;
import io.reelgate.health.Measured;
import io.reelgate.health.Outcome;
import io.reelgate.health.Position;
import io.reelgate.health.Standing;
import io.reelgate.routing.RoutingPolicy.Sort;
import io.reelgate.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it takes to find a request's model by its alias, check the request against all offers,
/// price and rank them, in a catalog of 20 providers that sell 50 models each.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RouterBenchmark {
  private static final int PROVIDERS = 20;
  private static final int MODELS = 50;
  private static final ModelId ALIAS = new ModelId("alias-of-model-49");

  private final Router router = new Router(RoutingProperties.USUAL);
  private final Set<ProviderId> reachable =
      range(PROVIDERS).stream().map(RouterBenchmark::provider).collect(Collectors.toSet());
  private final Catalog catalog = catalog();
  private final HealthSnapshot health = health();
  private long seed;

  @Benchmark
  public Route everyOfferCanMakeIt() {
    return route("720p", Sort.PRICE);
  }

  @Benchmark
  public Route theHealthiestOfAll() {
    return route("720p", Sort.HEALTH);
  }

  @Benchmark
  public Route theBestInEveryRespect() {
    return route("720p", Sort.BALANCED);
  }

  @Benchmark
  public Route noOfferCanMakeIt() {
    return route("4k", Sort.PRICE);
  }

  private Route route(String resolution, Sort sort) {
    Model model = catalog.model(ALIAS).orElseThrow();
    var shape = new VideoSpec.Shape(Seconds.of(5), resolution, "16:9", null, 1);
    var extras = new VideoSpec.Extras(true, null, null, Map.of());
    var spec =
        new VideoSpec(
            model.id(), Operation.TEXT_TO_VIDEO, "A lantern", shape, VideoSpec.Media.NONE, extras);
    return router.route(
        spec,
        catalog.offers(model.id()),
        Offers.sorted(sort),
        new Circumstances(reachable, true, health, seed++, Duration.ofMinutes(10), null));
  }

  /// Every provider made every model, and each a little worse than the one before.
  private HealthSnapshot health() {
    TestClock clock = new TestClock();
    HealthBoard board =
        new HealthBoard(
            new CountedStore(clock),
            () ->
                reachable.stream()
                    .map(each -> new Standing(each, "default", Position.CLOSED, null, false, 3))
                    .toList(),
            () -> catalog,
            HealthProperties.USUAL,
            clock);
    for (Model model : catalog.models()) {
      for (Offer offer : catalog.offers(model.id())) {
        HealthKey key =
            new HealthKey(offer.provider(), "default", model.id(), Operation.TEXT_TO_VIDEO);
        Measured what = new Measured(key, "720p", 5);
        for (int number = 0; number < 20; number++) {
          board.record(what, new Outcome.Finished(Duration.ofSeconds(30 + number)));
        }
        for (int number = 0; number < offer.provider().value().length(); number++) {
          board.record(what, new Outcome.Failed("PROVIDER_ERROR"));
        }
      }
    }
    for (int second = 0; second < 40; second++) {
      board.beat();
      clock.pass(Duration.ofSeconds(1));
    }
    return board.snapshot();
  }

  /// The shipped model and offers, as often as needed.
  private static Catalog catalog() {
    Catalog shipped = Catalogs.shipped();
    Model one = shipped.defaultModel();
    List<Offer> sold = shipped.offers(one.id());
    List<Model> models = new ArrayList<>();
    List<Offer> offers = new ArrayList<>();
    Map<ModelId, ModelId> aliases = new LinkedHashMap<>();
    for (int number : range(MODELS)) {
      ModelId id = new ModelId("model-" + number);
      models.add(
          new Model(
              id,
              one.name(),
              one.description(),
              one.created(),
              one.fps(),
              one.aspectRatios(),
              one.sizes(),
              one.defaults(),
              one.promptLimit()));
      aliases.put(new ModelId("alias-of-" + id), id);
      for (int seller : range(PROVIDERS)) {
        Offer offer = sold.get(seller % sold.size());
        offers.add(
            new Offer(new OfferId(provider(seller), id), offer.retention(), offer.terms()));
      }
    }
    return new Catalog(models, offers, aliases);
  }

  private static ProviderId provider(int number) {
    return new ProviderId("provider-" + number);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }
}
