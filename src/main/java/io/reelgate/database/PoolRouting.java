package io.reelgate.database;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/// The one data source the application sees; takes each connection from the current {@link Pool}.
final class PoolRouting extends AbstractRoutingDataSource {
  PoolRouting(Map<Pool, DataSource> pools) {
    setTargetDataSources(Map.copyOf(pools));
    DataSource api = pools.get(Pool.API);
    if (api == null) {
      throw new IllegalArgumentException("there is no pool for the API");
    }
    setDefaultTargetDataSource(api);
  }

  @Override
  protected Object determineCurrentLookupKey() {
    return Pool.current();
  }
}
