package io.reelgate.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// All models and offers of one moment. Never changed.
public final class Catalog {
  private final Map<ModelId, Model> models = new LinkedHashMap<>();
  private final Map<OfferId, Offer> offers = new LinkedHashMap<>();
  private final Map<ModelId, List<Offer>> sellers;
  private final Map<ModelId, ModelId> aliases;
  private final Model defaultModel;

  /// @param models the default one first
  /// @param aliases other names of models, each with the model that it stands for
  public Catalog(List<Model> models, List<Offer> offers, Map<ModelId, ModelId> aliases) {
    models.forEach(model -> addOnce(this.models, model.id(), model));
    offers.forEach(offer -> addOnce(this.offers, offer.id(), offer));
    this.sellers =
        offers.stream()
            .collect(Collectors.groupingBy(Offer::model, Collectors.toUnmodifiableList()));
    this.aliases = Map.copyOf(aliases);
    this.defaultModel =
        models.stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no model"));
    offers.forEach(offer -> mustKnow(offer.model()));
    aliases.forEach(this::check);
  }

  /// Every model, the default one first.
  public List<Model> models() {
    return List.copyOf(models.values());
  }

  /// Finds by id or alias; the answer has the model's own id.
  public Optional<Model> model(ModelId idOrAlias) {
    return Optional.ofNullable(models.get(aliases.getOrDefault(idOrAlias, idOrAlias)));
  }

  /// The model of a request that names none.
  public Model defaultModel() {
    return defaultModel;
  }

  /// Who sells a model, in the order of the files; empty for an unknown one.
  public List<Offer> offers(ModelId idOrAlias) {
    return sellers.getOrDefault(aliases.getOrDefault(idOrAlias, idOrAlias), List.of());
  }

  public Optional<Offer> offer(OfferId id) {
    return Optional.ofNullable(offers.get(id));
  }

  private void check(ModelId alias, ModelId target) {
    mustKnow(target);
    if (models.containsKey(alias)) {
      throw new IllegalArgumentException("the alias " + alias + " is the id of a model");
    }
  }

  private void mustKnow(ModelId id) {
    if (!models.containsKey(id)) {
      throw new IllegalArgumentException("there is no model " + id);
    }
  }

  private static <K, V> void addOnce(Map<K, V> map, K key, V value) {
    if (map.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException(key + " is there twice");
    }
  }
}
