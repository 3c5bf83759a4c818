package io.reelgate.role;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.convert.ConverterNotFoundException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/// Names a setting whose value is none, what it should be, and where it was set. Public only
/// because Spring Boot makes it by name.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
public final class BindingFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  @Override
  protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      if (next instanceof BindValidationException invalid) {
        return new FailureAnalysis(invalid(invalid), null, cause);
      }
      if (next instanceof SettingException) {
        return null;
      }
    }
    ConfigurationProperty property = cause.getProperty();
    if (property == null || has(cause, ConverterNotFoundException.class)) {
      return null;
    }
    return new FailureAnalysis(
        "the setting %s is \"%s\"%s, which is not %s%s."
            .formatted(
                property.getName(),
                property.getValue(),
                from(property.getOrigin()),
                wanted(cause),
                reason(rootFailure)),
        null,
        cause);
  }

  private static boolean has(Throwable failure, Class<?> type) {
    return failure.getCause() != null
        && (type.isInstance(failure.getCause()) || has(failure.getCause(), type));
  }

  private static String wanted(BindException cause) {
    Class<?> type = cause.getTarget().getType().toClass();
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(each -> each.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
              .collect(Collectors.joining(", "));
    }
    return switch (type.getSimpleName()) {
      case "Duration" -> "a duration such as 250ms, 30s, 5m or 24h";
      case "DataSize" -> "a size such as 512KB or 1MB";
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "double", "Double", "BigDecimal" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "URI", "URL" -> "an address such as https://example.com";
      default -> "of the form that is wanted";
    };
  }

  private static String reason(Throwable root) {
    return root instanceof IllegalArgumentException && root.getMessage() != null
        ? " (" + root.getMessage() + ")"
        : "";
  }

  private static String invalid(BindValidationException invalid) {
    String prefix = invalid.getValidationErrors().getName().toString();
    return invalid.getValidationErrors().getAllErrors().stream()
        .map(error -> told(prefix, error))
        .sorted()
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String told(String prefix, ObjectError error) {
    return error instanceof FieldError field
        ? "the setting %s.%s is \"%s\": it %s"
            .formatted(
                prefix,
                dashed(field.getField()),
                field.getRejectedValue(),
                field.getDefaultMessage())
        : "the settings of %s: %s".formatted(prefix, error.getDefaultMessage());
  }

  private static String dashed(String field) {
    return field.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static String from(@Nullable Object origin) {
    return origin == null ? "" : " (from " + origin + ")";
  }
}
