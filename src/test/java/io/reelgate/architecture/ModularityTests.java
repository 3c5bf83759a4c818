package io.reelgate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.reelgate.ReelgateApplication;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

/// Who may use whom: the lists stand in each package's {@code package-info}.
class ModularityTests {
  private static final ApplicationModules MODULES =
      ApplicationModules.of(ReelgateApplication.class);

  @Test
  void packagesUseOnlyWhatTheyListAndNoSubPackageOfAnother() {
    MODULES.verify();
  }

  /// Without a list a package could use every other one.
  @Test
  void everyPackageListsWhatItMayUse() {
    assertThat(modules()).hasSizeGreaterThan(10);
    modules()
        .forEach((name, module) -> {
          assertThat(module.type()).as(name).isEqualTo(ApplicationModule.Type.CLOSED);
          assertThat(module.allowedDependencies())
              .as(name)
              .doesNotContain(ApplicationModule.OPEN_TOKEN);
        });
  }

  /// A second file would hide the product's own, and with it what the module may use.
  @Test
  void testsDoNotDescribeThePackagesOfTheProduct() {
    Set<String> described = descriptions(Classes.TESTS);

    assertThat(described).isNotEmpty();
    assertThat(descriptions(Classes.MAIN)).isNotEmpty().doesNotContainAnyElementsOf(described);
  }

  private static Set<String> descriptions(JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getName)
        .filter(name -> name.endsWith(".package-info"))
        .collect(Collectors.toSet());
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<JavaPackage> packages =
        Classes.MAIN.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

    assertThat(packages).hasSizeGreaterThan(20);
    assertThat(packages)
        .allSatisfy(each -> assertThat(each.isAnnotatedWith(NullMarked.class)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"money", "problem", "media", "role", "outbound", "sandbox"})
  void theGroundUsesNobody(String name) {
    assertThat(modules().get(name))
        .isNotNull()
        .extracting(ApplicationModule::allowedDependencies)
        .isEqualTo(new String[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sandbox", "webhook", "local"})
  void nobodyUsesTheTop(String name) {
    assertThat(modules().values())
        .noneMatch(module -> List.of(module.allowedDependencies()).contains(name));
  }

  private static Map<String, ApplicationModule> modules() {
    return MODULES.stream()
        .collect(
            Collectors.toMap(
                module -> module.getIdentifier().toString(),
                module ->
                    Classes.MAIN
                        .getPackage(module.getBasePackage().getName())
                        .getAnnotationOfType(ApplicationModule.class)));
  }
}
