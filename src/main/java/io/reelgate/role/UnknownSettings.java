package io.reelgate.role;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Refuses a setting of ours that does not exist: one that is misspelt would be passed over, and
/// the default go into production in its place. What exists is what the build has written into the
/// configuration metadata. Of environment variables only those below a group of settings are
/// judged; others that begin with our name belong to somebody else.
@Component
final class UnknownSettings implements BeanFactoryPostProcessor {
  private static final String METADATA = "META-INF/spring-configuration-metadata.json";
  private static final String OURS = "reelgate.";

  /// What Kubernetes tells every container of the services beside it.
  private static final Pattern SERVICE = Pattern.compile(".*_(SERVICE_(HOST|PORT).*|PORT(_.*)?)");

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Metadata(List<Setting> properties) {}

  /// @param type of its value; below maps and lists anything goes
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Setting(String name, @Nullable String type) {
    boolean is(String other) {
      return plain(other).equals(plain(name)) || (isOpen() && plain(other).startsWith(plain(name)));
    }

    private boolean isOpen() {
      return type != null
          && (type.startsWith("java.util.Map") || type.startsWith("java.util.List"));
    }

    /// The group that it stands in, such as {@code reelgate.jobs}.
    String group() {
      return name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
    List<Setting> known = known();
    // an editor's build may have left them out
    if (!known.isEmpty()) {
      factory
          .getBean(ConfigurableEnvironment.class)
          .getPropertySources()
          .forEach(source -> check(source, known));
    }
  }

  private static void check(PropertySource<?> source, List<Setting> known) {
    if (source instanceof SystemEnvironmentPropertySource variables) {
      Set<String> groups =
          known.stream()
              .map(Setting::group)
              .map(UnknownSettings::variable)
              .collect(Collectors.toSet());
      for (String name : variables.getPropertyNames()) {
        if (groups.stream()
                .anyMatch(group -> !group.equals("REELGATE") && name.startsWith(group + "_"))
            && !SERVICE.matcher(name).matches()) {
          check(name, name.toLowerCase(Locale.ROOT).replace('_', '.'), source, known);
        }
      }
    } else if (source instanceof EnumerablePropertySource<?> names) {
      for (String name : names.getPropertyNames()) {
        if (name.startsWith(OURS)) {
          check(name, name, source, known);
        }
      }
    }
  }

  private static void check(
      String shown, String name, PropertySource<?> source, List<Setting> known) {
    if (known.stream().noneMatch(each -> each.is(name))) {
      throw new SettingException(
          "there is no setting %s (from %s); %s"
              .formatted(shown, source.getName(), near(name, known)));
    }
  }

  /// The settings beside the one that was meant.
  private static String near(String name, List<Setting> known) {
    for (String group = name; group.contains("."); ) {
      group = group.substring(0, group.lastIndexOf('.'));
      Set<String> beside = new TreeSet<>();
      for (Setting each : known) {
        if (plain(each.group()).equals(plain(group))) {
          beside.add(each.name().substring(each.name().lastIndexOf('.') + 1));
        }
      }
      if (!beside.isEmpty()) {
        return "below %s there are %s".formatted(group, String.join(", ", beside));
      }
    }
    return "see the settings in the README";
  }

  /// Without what may be written in more than one way.
  private static String plain(String name) {
    return name.replaceAll("\\[.*", "").replaceAll("[._-]", "").toLowerCase(Locale.ROOT);
  }

  private static String variable(String name) {
    return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
  }

  private static List<Setting> known() {
    JsonMapper json = JsonMapper.builder().build();
    List<Setting> known = new ArrayList<>();
    try {
      ClassLoader loader = Objects.requireNonNull(UnknownSettings.class.getClassLoader());
      for (URL each : Collections.list(loader.getResources(METADATA))) {
        try (InputStream in = each.openStream()) {
          json.readValue(in, Metadata.class).properties().stream()
              .filter(setting -> setting.name().startsWith(OURS))
              .forEach(known::add);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }
}
