package io.reelgate.catalog.file;

/// One entry of a catalog file breaks a rule. Its reader knows the place, the loader finds the
/// line.
final class BadEntryException extends RuntimeException {
  private final transient Place place;

  BadEntryException(Place place, String reason) {
    super(reason);
    this.place = place;
  }

  Place place() {
    return place;
  }
}
