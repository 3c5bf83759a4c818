package io.reelgate.role;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/// Reads {@code reelgate.roles}, all but the sandbox when it is not set; a word that is no role
/// stops the start.
final class OnRole implements Condition {
  static final String SETTING = "reelgate.roles";

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    Object wanted =
        metadata
            .getAnnotations()
            .get(ConditionalOnRole.class)
            .getValue("value", Role.class)
            .orElseThrow();
    return roles(context.getEnvironment()).contains(wanted);
  }

  static Set<Role> roles(Environment environment) {
    String[] words = environment.getProperty(SETTING, String[].class, new String[0]);
    return words.length == 0
        ? EnumSet.complementOf(EnumSet.of(Role.SANDBOX))
        : Arrays.stream(words).map(OnRole::role).collect(Collectors.toUnmodifiableSet());
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word.strip()))
        .findFirst()
        .orElseThrow(() ->
            new SettingException(
                "the setting "
                    + SETTING
                    + " names no role \""
                    + word
                    + "\"; allowed are "
                    + names()));
  }

  private static String names() {
    return Arrays.stream(Role.values())
        .map(role -> role.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
