package io.reelgate.catalog.file;

import io.reelgate.database.Pool;
import io.reelgate.work.Ticker;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the catalog at start, and watches the mounted directory if there is one.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogProperties.class)
class CatalogConfiguration {
  @Bean
  ReloadingCatalog catalog(CatalogProperties properties) {
    return new ReloadingCatalog(new CatalogFiles(properties.directory()), properties.aliases());
  }

  @Bean
  @ConditionalOnProperty("reelgate.catalog.directory")
  Ticker catalogWatch(ReloadingCatalog catalog, CatalogProperties properties) {
    return new Ticker("catalog", Pool.WORK, properties.checkEvery(), catalog::refresh);
  }
}
