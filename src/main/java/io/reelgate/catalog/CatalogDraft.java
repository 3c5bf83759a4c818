package io.reelgate.catalog;

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
    file.modelsOrNone().forEach(this::addModel);
  }

  private void addModel(String id, CatalogFile.ModelEntry entry) {
    Model model = ModelReader.read(new ModelId(id), entry);
    Rule.check(models.put(model.id(), model) == null, "models." + id + " is there twice");
    if (entry.fallback()) {
      fallbacks.add(model);
    }
    entry.aliasesOrNone().forEach(alias -> addAlias(alias, id));
  }

  void addOffers(CatalogFile file) {
    String provider = file.provider();
    Rule.check(provider != null || file.offersOrNone().isEmpty(), "offers need a provider");
    for (CatalogFile.OfferEntry entry : file.offersOrNone()) {
      addOffer(new ProviderId(String.valueOf(provider)), entry);
    }
  }

  private void addOffer(ProviderId provider, CatalogFile.OfferEntry entry) {
    OfferId id = new OfferId(provider, new ModelId(entry.model()));
    Model model = models.get(id.model());
    if (model == null) {
      throw new IllegalArgumentException("offer " + id + ": there is no model " + id.model());
    }
    Offer offer = OfferReader.read(id, entry, model);
    Rule.check(offers.put(id, offer) == null, "offer " + id + " is there twice");
  }

  void addAliases(Map<String, String> more) {
    more.forEach(this::addAlias);
  }

  private void addAlias(String alias, String model) {
    ModelId earlier = aliases.put(new ModelId(alias), new ModelId(model));
    Rule.check(
        earlier == null || earlier.value().equals(model),
        "the alias " + alias + " stands for two models");
  }

  Catalog finish() {
    Rule.check(
        fallbacks.size() == 1, "exactly one model must be the default, not " + fallbacks.size());
    List<Model> ordered = new ArrayList<>(fallbacks);
    models.values().stream().filter(model -> !fallbacks.contains(model)).forEach(ordered::add);
    return new Catalog(ordered, List.copyOf(offers.values()), aliases);
  }
}
