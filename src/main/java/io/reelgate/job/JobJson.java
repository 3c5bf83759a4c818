package io.reelgate.job;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// How jobs are written into JSON columns and parameters. Reads leniently, so that versions N and
/// N+1 of the gateway run together.
@Component
final class JobJson {
  private final JsonMapper mapper =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  String write(Object value) {
    return mapper.writeValueAsString(value);
  }

  <T> T read(String json, Class<T> type) {
    return mapper.readValue(json, type);
  }

  <T> List<T> readList(String json, Class<T> type) {
    return mapper.readValue(
        json, mapper.getTypeFactory().constructCollectionType(List.class, type));
  }

  Map<String, String> readMap(String json) {
    return mapper.readValue(json, new TypeReference<Map<String, String>>() {});
  }
}
