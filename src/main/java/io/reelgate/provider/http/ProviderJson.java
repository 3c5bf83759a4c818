package io.reelgate.provider.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Reads providers' JSON leniently: a new field is ignored and a value of another type than
/// expected counts as missing, because an oddity in one field must not hide the task that another
/// one names. Has nothing to do with the strict mapper of the public API.
public final class ProviderJson {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addHandler(new MissingInstead())
          .addModule(new SimpleModule().addDeserializer(Integer.class, new WholeNumber()))
          .build();

  private ProviderJson() {}

  /// The text as the type; empty if it is no JSON, cut off, or no object.
  public static <T> Optional<T> read(String text, Class<T> type) {
    String json = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    try {
      return Optional.ofNullable(MAPPER.readValue(json, type));
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  public static byte[] write(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /// A number that is no {@code int} counts as missing too.
  private static final class WholeNumber extends StdDeserializer<Integer> {
    WholeNumber() {
      super(Integer.class);
    }

    @Override
    public @Nullable Integer deserialize(JsonParser parser, DeserializationContext context) {
      String text = parser.currentToken().isScalarValue() ? parser.getString() : "";
      parser.skipChildren();
      return text.strip().matches("-?[0-9]{1,9}") ? Integer.valueOf(text.strip()) : null;
    }
  }

  private static final class MissingInstead extends DeserializationProblemHandler {
    @Override
    public @Nullable Object handleUnexpectedToken(
        DeserializationContext context,
        JavaType target,
        JsonToken token,
        JsonParser parser,
        @Nullable String message) {
      parser.skipChildren();
      return null;
    }

    @Override
    public @Nullable Object handleWeirdStringValue(
        DeserializationContext context, Class<?> target, String value, String message) {
      return null;
    }

    @Override
    public @Nullable Object handleWeirdNumberValue(
        DeserializationContext context, Class<?> target, Number value, String message) {
      return null;
    }

    @Override
    public @Nullable Object handleMissingInstantiator(
        DeserializationContext context,
        Class<?> target,
        @Nullable ValueInstantiator instantiator,
        JsonParser parser,
        String message) {
      parser.skipChildren();
      return null;
    }
  }
}
