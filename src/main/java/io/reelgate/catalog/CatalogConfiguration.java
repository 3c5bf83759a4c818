package io.reelgate.catalog;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Reads the catalog once, at start.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogProperties.class)
class CatalogConfiguration {
  @Bean
  Catalog catalog(CatalogProperties properties) {
    return new CatalogLoader().load(CatalogLoader.shippedFiles(), properties.aliases());
  }
}
