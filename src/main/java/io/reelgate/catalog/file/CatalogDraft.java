package io.reelgate.catalog.file;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.Model;
import io.reelgate.catalog.ModelId;
import io.reelgate.catalog.Offer;
import io.reelgate.catalog.OfferId;
import io.reelgate.catalog.ProviderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A catalog while its files are being read; each step refuses what does not fit to the ones
/// before.
final class CatalogDraft {
  private final Map<ModelId, Model> models = new LinkedHashMap<>();
  private final List<Model> fallbacks = new ArrayList<>();
  private final Map<OfferId, Offer> offers = new LinkedHashMap<>();
  private final Map<ModelId, ModelId> aliases = new LinkedHashMap<>();

  void addModels(CatalogFile file) {
    file.modelsOrNone().forEach((id, entry) -> addModel(Place.TOP.at("models").at(id), id, entry));
  }

  private void addModel(Place place, String word, CatalogFile.ModelEntry entry) {
    ModelId id = modelId(place, word);
    Model model = ModelReader.read(place, id, entry);
    place.check(models.put(id, model) == null, "is there twice");
    if (entry.fallback()) {
      fallbacks.add(model);
    }
    Place there = place.at("aliases");
    entry.aliasesOrNone().forEach(alias -> addAlias(there, alias, word));
  }

  void addOffers(CatalogFile file) {
    String provider = file.provider();
    Place place = Place.TOP.at("offers");
    List<CatalogFile.OfferEntry> entries = file.offersOrNone();
    place.check(provider != null || entries.isEmpty(), "need a provider");
    for (int index = 0; index < entries.size(); index++) {
      addOffer(place.at(index), String.valueOf(provider), entries.get(index));
    }
  }

  private void addOffer(Place place, String provider, CatalogFile.OfferEntry entry) {
    ModelId sold = modelId(place.at("model"), entry.model());
    Model model = models.get(sold);
    if (model == null) {
      throw place.at("model").refused("is " + sold + ", and there is no such model");
    }
    OfferId id = new OfferId(providerId(provider), sold);
    Offer offer = OfferReader.read(place, id, entry, model);
    place.check(offers.put(id, offer) == null, "is there twice: " + id);
  }

  private static ModelId modelId(Place place, String word) {
    try {
      return new ModelId(word);
    } catch (IllegalArgumentException malformed) {
      throw place.refused("is no id of a model: " + word);
    }
  }

  private static ProviderId providerId(String word) {
    try {
      return new ProviderId(word);
    } catch (IllegalArgumentException malformed) {
      throw Place.TOP.at("provider").refused("is no id of a provider: " + word);
    }
  }

  void addAliases(Map<String, String> more) {
    more.forEach((alias, model) -> addAlias(Place.TOP, alias, model));
  }

  private void addAlias(Place place, String alias, String model) {
    ModelId earlier = aliases.put(modelId(place, alias), modelId(place, model));
    place.check(
        earlier == null || earlier.value().equals(model),
        "has the alias " + alias + " for two models");
  }

  Catalog finish() {
    Place.TOP.check(
        fallbacks.size() == 1, "exactly one model must be the default, not " + fallbacks.size());
    List<Model> ordered = new ArrayList<>(fallbacks);
    models.values().stream().filter(model -> !fallbacks.contains(model)).forEach(ordered::add);
    return new Catalog(ordered, List.copyOf(offers.values()), aliases);
  }
}
