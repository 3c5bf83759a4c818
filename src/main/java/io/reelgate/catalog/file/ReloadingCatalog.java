package io.reelgate.catalog.file;

import io.reelgate.catalog.Catalog;
import io.reelgate.catalog.CurrentCatalog;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the catalog at start and again when its files have changed. A bad catalog stops the start,
/// but never a running gateway: that keeps the last good one and says why.
final class ReloadingCatalog implements CurrentCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingCatalog.class);

  private final CatalogFiles files;
  private final Map<String, String> aliases;
  private final CatalogLoader loader = new CatalogLoader();
  private List<CatalogText> seen;
  private String complaint = "";
  private volatile Catalog catalog;

  /// @throws InvalidCatalogException with file, line and reason
  ReloadingCatalog(CatalogFiles files, Map<String, String> aliases) {
    this.files = files;
    this.aliases = aliases;
    this.seen = files.read();
    this.catalog = loader.load(seen, aliases);
  }

  @Override
  public Catalog get() {
    return catalog;
  }

  /// Reads the files again if they are not what they were at the last look.
  synchronized void refresh() {
    try {
      List<CatalogText> now = files.read();
      complaint = "";
      if (now.equals(seen)) {
        return;
      }
      seen = now;
      catalog = loader.load(now, aliases);
      LOG.info(
          "the catalog has changed: {} models, {} offers; jobs that are accepted keep their prices",
          catalog.models().size(),
          catalog.models().stream().mapToInt(each -> catalog.offers(each.id()).size()).sum());
    } catch (InvalidCatalogException refused) {
      complain(refused);
    }
  }

  /// Once, however often it is met.
  private void complain(InvalidCatalogException refused) {
    String message = String.valueOf(refused.getMessage());
    if (!message.equals(complaint)) {
      complaint = message;
      LOG.error(
          "the changed catalog is refused, the last good one stays: {}", refused.getMessage());
    }
  }
}
