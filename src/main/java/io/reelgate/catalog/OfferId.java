package io.reelgate.catalog;

/// One provider selling one model.
public record OfferId(ProviderId provider, ModelId model) {
  @Override
  public String toString() {
    return provider + "/" + model;
  }
}
